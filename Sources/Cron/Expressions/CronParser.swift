/// Splits an expression into its fields and reads them.
struct CronParser {
  private let text: String
  private let bytes: [UInt8]
  private let seed: String
  private(set) var usesSeed = false
  private var dayFields: [Word] = []

  /// Long lists of minutes have up to 170 characters; nobody needs a thousand.
  static let longest = 1_000

  init(text: String, seed: String) {
    self.text = text
    self.seed = seed
    bytes = Array(text.utf8)
  }

  /// A stretch of the text without blanks.
  struct Word {
    var bytes: ArraySlice<UInt8>
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var position: Int { bytes.startIndex }
  }

  mutating func fields(mode: CronExpression.DayMode) throws(CronError) -> CronFields {
    guard bytes.count <= Self.longest else {
      throw CronError("an expression has at most \(Self.longest) characters", at: Self.longest)
    }
    if let odd = bytes.firstIndex(where: { $0 >= 0x80 || $0 < 0x20 && $0 != 0x09 }) {
      throw CronError("this character means nothing in a cron expression", at: odd)
    }
    let words = try expanded(words(of: bytes[...]))
    try check(words)
    return try fields(words, mode: mode)
  }

  private func words(of bytes: ArraySlice<UInt8>) -> [Word] {
    bytes.split { $0 == 0x20 || $0 == 0x09 }.map { Word(bytes: $0) }
  }

  private func expanded(_ words: [Word]) throws(CronError) -> [Word] {
    guard let first = words.first, first.bytes.first == UInt8(ascii: "@") else { return words }
    let fields = try CronNickname.fields(of: first.text, at: first.position)
    if let second = words.dropFirst().first {
      throw CronError("nothing follows '\(first.text)'", at: second.position)
    }
    return self.words(of: Array(fields.utf8)[...])
  }

  private func check(_ words: [Word]) throws(CronError) {
    if words.count == 5 { return }
    if words.count == 6 || words.count == 7 {
      throw CronError(
        "\(words.count) fields: seconds are not supported, as ticks come once a minute", at: words[5].position,
        suggestion: "leave out the first field, or use `every: 30s` with `tick --linger` to go below a minute")
    }
    let names = CronFieldKind.allCases.map(\.name).joined(separator: ", ")
    throw CronError(
      words.isEmpty ? "it is empty" : "\(words.count) field\(words.count == 1 ? "" : "s"), where five are needed",
      at: words.count > 5 ? words[5].position : bytes.count, suggestion: "they are \(names)")
  }

  private mutating func fields(_ words: [Word], mode: CronExpression.DayMode) throws(CronError) -> CronFields {
    var words = words
    let isJoined = words[4].bytes.first == UInt8(ascii: "&")
    if isJoined { words[4].bytes.removeFirst() }
    let fields = try zip(CronFieldKind.allCases, words).mapThrowing { kind, word throws(CronError) in
      try field(kind, word)
    }
    dayFields = [words[2], words[4]]
    return CronFields(
      minute: fields[0], hour: fields[1], dayOfMonth: fields[2], month: fields[3], dayOfWeek: fields[4],
      needsBothDays: isJoined || mode == .both || fields[2].beginsWithStar || fields[4].beginsWithStar)
  }

  private mutating func field(_ kind: CronFieldKind, _ word: Word) throws(CronError) -> CronField {
    var parser = CronFieldParser(kind: kind, bytes: word.bytes, seed: seed)
    let field = try parser.field()
    usesSeed = usesSeed || parser.usesSeed
    return field
  }

  /// The error for fields that no day matches, such as 30 February.
  func impossible(_ fields: CronFields) -> CronError {
    let days = dayFields.map(\.text)
    let isLate = fields.dayOfMonth.counted.isEmpty && fields.dayOfWeek.beginsWithStar
    return CronError(
      "it never comes: no month that is asked for has a day '\(days[0])'"
        + (fields.dayOfWeek.beginsWithStar ? "" : " that is also '\(days[1])'"),
      at: dayFields[0].position,
      suggestion: isLate ? "the last day of a month is 'L'" : nil)
  }
}

extension Sequence {
  /// `map` for a closure with a typed error.
  fileprivate func mapThrowing<T>(_ transform: (Element) throws(CronError) -> T) throws(CronError) -> [T] {
    var result: [T] = []
    for element in self { result.append(try transform(element)) }
    return result
  }
}
