import Glibc

/// How many columns a text takes in a terminal.
enum TextWidth {
  /// `wcwidth` answers for the C locale unless told otherwise; `C.UTF-8` is part of glibc itself.
  private static let isReady: Bool = setlocale(LC_CTYPE, "C.UTF-8") != nil

  static func columns(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    guard isReady else { return 1 }
    return max(0, Int(wcwidth(wchar_t(scalar.value))))
  }

  /// At most so many columns; what is cut is shown as `…`.
  static func cut(_ text: String, to limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    guard limit > 0 else { return "" }
    var result = ""
    var used = 0
    for character in text {
      let width = columns(of: String(character))
      if used + width > limit - 1 { break }
      result.append(character)
      used += width
    }
    return result + "…"
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(of: text)))
  }
}
