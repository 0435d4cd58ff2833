import Engine
import JSON

/// A JSON value as a page shows it: indented, and cut when it is long.
struct ValueView: View {
  let title: String
  let value: JSONValue
  /// Where the whole of it is.
  let whole: LinkTarget?
  let limit: Int

  /// Bytes of one value on a page with many; a page of a hundred of them stays below 150 kB.
  static let previewBytes = 1_000

  init(_ title: String, _ value: JSONValue, whole: LinkTarget? = nil, limit: Int = ValueView.previewBytes) {
    self.title = title
    self.value = value
    self.whole = whole
    self.limit = limit
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": return .text(title)
    case "text": return .text(shown.text)
    case "isCut": return .flag(shown.isCut && whole != nil)
    case "whole": return whole.map(Field.link)
    default: return nil
    }
  }

  private var shown: (text: String, isCut: Bool) {
    let text = value.prettyText
    guard text.utf8.count > limit else { return (text, false) }
    return (String(decoding: text.utf8.prefix(limit), as: UTF8.self) + " …", true)
  }
}

/// An error with what is behind it.
struct ErrorView: View {
  let error: RunError

  func field(_ name: String) -> Field? {
    switch name {
    case "type": .text(error.type)
    case "message": .text(error.message)
    case "step": .optional(error.step)
    case "hasDetails": .flag(!error.details.isEmpty)
    case "details": .view(ValueView("Details", .object(error.details)))
    case "causes": .list(error.cause.map(ErrorView.init))
    default: nil
    }
  }
}
