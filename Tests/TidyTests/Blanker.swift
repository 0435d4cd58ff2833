/// Replaces comments and the insides of string literals by spaces, and keeps every line where it was.
///
/// Not a parser: code inside an interpolation is blanked with its literal, which hides a little from the checks and never
/// makes them cry wolf.
struct Blanker {
  private let input: [UInt8]
  private var position = 0
  private var output: [UInt8] = []

  init(_ text: String) { input = Array(text.utf8) }

  mutating func blanked() -> String {
    output.reserveCapacity(input.count)
    while position < input.count {
      switch input[position] {
      case Mark.slash where byte(after: 1) == Mark.slash: blankLine()
      case Mark.slash where byte(after: 1) == Mark.star: blankComment()
      case Mark.quote, Mark.pound: blankLiteralIfThereIsOne()
      default: keep(1)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private enum Mark {
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    static let quote = UInt8(ascii: "\"")
    static let pound = UInt8(ascii: "#")
    static let backslash = UInt8(ascii: "\\")
    static let open = UInt8(ascii: "(")
    static let close = UInt8(ascii: ")")
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
  }

  private mutating func blankLine() {
    while position < input.count, input[position] != Mark.newline { blank(1) }
  }

  private mutating func blankComment() {
    var depth = 0
    repeat {
      if starts(with: [Mark.slash, Mark.star]) {
        depth += 1
        blank(2)
      } else if starts(with: [Mark.star, Mark.slash]) {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while position < input.count && depth > 0
  }

  /// `"…"`, `"""…"""`, and both with `#` around them.
  private mutating func blankLiteralIfThereIsOne() {
    let pounds = input[position...].prefix { $0 == Mark.pound }.count
    guard byte(after: pounds) == Mark.quote else { return keep(max(pounds, 1)) }
    let long = byte(after: pounds + 1) == Mark.quote && byte(after: pounds + 2) == Mark.quote
    let quotes = [UInt8](repeating: Mark.quote, count: long ? 3 : 1)
    let tail = [UInt8](repeating: Mark.pound, count: pounds)
    keep(pounds + quotes.count)
    blankInside(until: quotes + tail, escape: [Mark.backslash] + tail)
    keep(quotes.count + pounds)
  }

  private mutating func blankInside(until end: [UInt8], escape: [UInt8]) {
    while position < input.count, !starts(with: end) {
      guard starts(with: escape) else {
        blank(1)
        continue
      }
      blank(escape.count)
      if position < input.count, input[position] == Mark.open { blankInterpolation() } else { blank(1) }
    }
  }

  private mutating func blankInterpolation() {
    var depth = 0
    repeat {
      switch input[position] {
      case Mark.open: depth += 1
      case Mark.close: depth -= 1
      case Mark.quote: blankInnerLiteral()
      default: break
      }
      blank(1)
    } while position < input.count && depth > 0
  }

  /// Up to its closing quote; a literal inside an interpolation stands on one line.
  private mutating func blankInnerLiteral() {
    blank(1)
    blankInside(until: [Mark.quote], escape: [Mark.backslash])
  }

  private func byte(after count: Int) -> UInt8? {
    position + count < input.count ? input[position + count] : nil
  }

  private func starts(with bytes: [UInt8]) -> Bool {
    bytes.indices.allSatisfy { byte(after: $0) == bytes[$0] }
  }

  private mutating func blank(_ count: Int) {
    for byte in input[position...].prefix(count) { output.append(byte == Mark.newline ? byte : Mark.space) }
    position = min(position + count, input.count)
  }

  private mutating func keep(_ count: Int) {
    output += input[position...].prefix(count)
    position = min(position + count, input.count)
  }
}
