/// Breaks texts into lines that fit, and says with … what is left out.
enum TextWrapping {
  static func lines(of text: String, _ font: TextMetrics.Font, width: Int, atMost count: Int) -> [String] {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(longest) { scalars.append(isBlank(scalar) ? " " : scalar) }
    let isCut = scalars.count == longest
    var rest = Substring(String(scalars)).drop { $0 == " " }
    var lines: [String] = []
    while !rest.isEmpty, lines.count < count {
      let isLast = lines.count == count - 1
      let end = lineEnd(of: rest, font, width: width)
      if isLast, end < rest.endIndex || isCut {
        lines.append(shortened(rest, font, width: width))
        break
      }
      lines.append(trimmed(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return lines
  }

  /// More of a text is never shown, however little room its characters take.
  private static let longest = 400

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func lineEnd(of text: Substring, _ font: TextMetrics.Font, width: Int) -> Substring.Index {
    var used = ""
    var index = text.startIndex
    var chance: Substring.Index?
    while index < text.endIndex {
      used.append(text[index])
      if TextMetrics.width(of: used, font) > width { return chance ?? max(index, text.index(after: text.startIndex)) }
      let next = text.index(after: index)
      if breaks.contains(text[index]) { chance = next }
      index = next
    }
    return text.endIndex
  }

  /// A line may end after these.
  private static let breaks: Set<Character> = [" ", "-", "_", "/", ".", ",", ":"]

  private static func shortened(_ text: Substring, _ font: TextMetrics.Font, width: Int) -> String {
    var kept = ""
    for character in text {
      guard TextMetrics.width(of: kept + String(character) + "…", font) <= width else { break }
      kept.append(character)
    }
    return trimmed(kept[...]) + "…"
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
