import Testing

@testable import Web

struct HTMLEscapingTests {
  /// Marks that join what stands before or after them into one character: combining marks, joiners, variation selectors,
  /// prepended marks of several scripts, tags, a regional indicator.
  static let joining: [Unicode.Scalar] = [
    "\u{0300}", "\u{0338}", "\u{034F}", "\u{0600}", "\u{0605}", "\u{06DD}", "\u{070F}", "\u{08E2}", "\u{0D4E}",
    "\u{200C}", "\u{200D}", "\u{20DD}", "\u{FE0F}", "\u{110BD}", "\u{1F1E6}", "\u{1F3FB}", "\u{E0020}",
  ]

  @Test(arguments: [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")])
  func `a special character is escaped whatever joins it`(special: String, entity: String) {
    for before in Self.joining {
      for after in Self.joining {
        let text = "a\(before)\(special)\(after)b"
        #expect(HTMLEscaping.escaped(text).unicodeScalars.elementsEqual("a\(before)\(entity)\(after)b".unicodeScalars))
      }
    }
  }

  @Test func `escaped text never holds a byte that could open or close anything`() {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["&", "<", ">", "\"", "'", "a", "é", "\r\n"] + Self.joining.map { String($0) }
    for _ in 0..<2_000 {
      let text = (0..<12).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      let escaped = HTMLEscaping.escaped(text)
      #expect(
        !escaped.utf8.contains {
          [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'")].contains($0)
        })
      #expect(unescaped(escaped).unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }

  @Test func `templates escape through the site's own content type, also in partials and sections`() throws {
    struct Item: View {
      func field(_ name: String) -> Field? { name == "value" ? .text("\"\u{0338}\u{0600}<") : nil }
    }
    struct Outer: View {
      func field(_ name: String) -> Field? {
        switch name {
        case "value": .text("'\u{0338}")
        case "items": .list([Item()])
        case "trustedHTML": .html("<b>")
        default: nil
        }
      }
    }
    let library = library([
      "page": "{{value}}{{#items}}{{value}}{{>part}}{{/items}}{{{trustedHTML}}}", "part": "{{value}}",
    ])
    let expected = "&#39;\u{0338}&quot;\u{0338}\u{0600}&lt;&quot;\u{0338}\u{0600}&lt;<b>"
    #expect(
      try library.render(Outer(), with: "page").text.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func `a template that writes plain text unescaped is refused`() {
    for tag in ["{{{title}}}", "{{&title}}", "{{{ title }}}"] {
      #expect(throws: TemplateError.unescapedTag(template: "page", name: "title")) {
        try library(["page": "<p>\(tag)</p>"]).render(Nothing(), with: "page")
      }
    }
  }

  @Test func `a name that ends in HTML never gives text that wasn't made safe`() throws {
    struct Careless: View {
      func field(_ name: String) -> Field? { .text("<script>") }
    }
    #expect(try library(["page": "{{{bodyHTML}}}"]).render(Careless(), with: "page").text == "")
  }

  private struct Nothing: View {
    func field(_ name: String) -> Field? { nil }
  }

  private func library(_ sources: [String: String]) -> TemplateLibrary { TemplateLibrary { sources[$0] } }

  private func unescaped(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
      var result: [UInt8] = []
      var index = 0
      while index < bytes.count {
        if bytes[index...].starts(with: entity.utf8) {
          result += character.utf8
          index += entity.utf8.count
        } else {
          result.append(bytes[index])
          index += 1
        }
      }
      bytes = result
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
