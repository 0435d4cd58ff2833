/// Walks over the bytes of a text that should have a certain form.
struct TextScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }
  var next: UInt8? { rest.first }

  mutating func take(_ characters: Unicode.Scalar...) -> Bool {
    guard let first = rest.first, characters.contains(Unicode.Scalar(first)) else { return false }
    rest.removeFirst()
    return true
  }

  /// A number of exactly so many digits, within bounds.
  mutating func number(_ count: Int, in bounds: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix(count).prefix(while: \.isASCIIDigit)
    guard digits.count == count, let number = Int(Substring(digits)), bounds.contains(number) else { return nil }
    rest.removeFirst(count)
    return number
  }

  /// How many characters of a kind come next; they are stepped over.
  mutating func takeAll(atMost limit: Int = .max, where isTaken: (UInt8) -> Bool) -> Int {
    let taken = min(rest.prefix(while: isTaken).count, limit)
    rest.removeFirst(taken)
    return taken
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

  var isHexadecimalDigit: Bool { isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }

  func isOne(of characters: String) -> Bool { characters.utf8.contains(self) }
}
