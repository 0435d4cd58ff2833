/// How wide texts are, roughly: the picture is laid out where there are no fonts. It errs on the wide side.
enum TextMetrics {
  struct Font {
    /// Pixels.
    var size: Int
    var isMonospaced = false
    /// Percent that bold letters take more.
    var boldness = 0

    static let name = Font(size: 13, boldness: 12)
    static let note = Font(size: 11)
    static let label = Font(size: 11, isMonospaced: true)
  }

  /// In pixels, rounded up.
  static func width(of text: some StringProtocol, _ font: Font) -> Int {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + advance($1, font) }
    return (thousandths * font.size * (100 + font.boldness) + 99_999) / 100_000
  }

  /// Thousandths of the font's size.
  private static func advance(_ scalar: Unicode.Scalar, _ font: Font) -> Int {
    if isCombining(scalar) { return 0 }
    if isWide(scalar) { return 1_050 }
    if font.isMonospaced { return 610 }
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": return 310
    case "f", "r", "t", "(", ")", "[", "]", "{", "}", "/", "\\", "-", "\"", " ": return 390
    case "m", "w", "M", "W", "@", "%", "—", "…": return 960
    case "A"..."Z": return 720
    case "_", "a"..."z", "0"..."9", "$", "?", "*": return 620
    default: return 800
    }
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: true
    default: false
    }
  }

  /// East Asian scripts and pictographs fill a square.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
