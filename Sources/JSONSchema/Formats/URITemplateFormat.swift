/// URI templates (RFC 6570, section 2): text with expressions in braces, `/items/{id}{?page,size}`.
enum URITemplateFormat {
  static func accepts(_ text: String) -> Bool {
    var scanner = TextScanner(text)
    while let byte = scanner.next {
      let isAccepted = byte == UInt8(ascii: "{") ? scanner.templateExpression() : scanner.templateLiteral()
      if !isAccepted { return false }
    }
    return true
  }
}

extension TextScanner {
  fileprivate mutating func templateLiteral() -> Bool {
    if take("%") { return hexadecimalPair() }
    return takeAll { byte in byte > 0x20 && byte != 0x7F && !byte.isOne(of: "\"'%<>\\^`{|}") } > 0
  }

  fileprivate mutating func templateExpression() -> Bool {
    guard take("{") else { return false }
    // The last five are kept for later, but are operators already.
    _ = take("+", "#", ".", "/", ";", "?", "&", "=", ",", "!", "@", "|")
    repeat {
      guard templateVariable() else { return false }
    } while take(",")
    return take("}")
  }

  private mutating func templateVariable() -> Bool {
    repeat {
      guard templateName() else { return false }
    } while take(".")
    if take(":") { return prefixLength() }
    _ = take("*")
    return true
  }

  private mutating func templateName() -> Bool {
    var length = 0
    while true {
      let taken = takeAll { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
      length += taken
      guard taken > 0 || next == UInt8(ascii: "%") else { return length > 0 }
      guard next == UInt8(ascii: "%") else { continue }
      guard take("%"), hexadecimalPair() else { return false }
      length += 1
    }
  }

  /// 1 to 9999.
  private mutating func prefixLength() -> Bool {
    next != UInt8(ascii: "0") && (1...4).contains(takeAll(where: \.isASCIIDigit))
  }

  private mutating func hexadecimalPair() -> Bool { takeAll(atMost: 2, where: \.isHexadecimalDigit) == 2 }
}
