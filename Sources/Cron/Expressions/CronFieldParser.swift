/// Reads one field: items with commas between them.
struct CronFieldParser {
  private let kind: CronFieldKind
  private let seed: String
  private var rest: ArraySlice<UInt8>
  private(set) var usesSeed = false

  init(kind: CronFieldKind, bytes: ArraySlice<UInt8>, seed: String) {
    self.kind = kind
    self.seed = seed
    rest = bytes
  }

  mutating func field() throws(CronError) -> CronField {
    let beginsWithStar = rest.first == UInt8(ascii: "*") || rest.first == UInt8(ascii: "?")
    var items = [try item()]
    while take(",") { items.append(try item()) }
    guard rest.isEmpty else { throw unexpected() }
    return CronField(kind: kind, items: items, beginsWithStar: beginsWithStar)
  }

  private mutating func item() throws(CronError) -> CronField.Item {
    if take("*") { return .every(kind.values, step: try step(in: kind.values) ?? 1) }
    if rest.first == UInt8(ascii: "?") { return try question() }
    if kind == .dayOfMonth, let item = try dayFromEnd() { return item }
    if takesHash() { return try hashed() }
    let start = rest.startIndex
    let value = try value()
    if take("-") { return try range(from: value, at: start) }
    if let item = try weekdayOfMonth(value) { return item }
    if kind == .dayOfMonth, take("W") { return .nearestWorkday(value) }
    if let step = try step(in: value...kind.values.upperBound) {
      return .range(value...kind.values.upperBound, step: step)
    }
    return .value(value)
  }

  private mutating func question() throws(CronError) -> CronField.Item {
    guard kind == .dayOfMonth || kind == .dayOfWeek else {
      throw CronError(
        "'?' stands for any day, and this is the \(kind.name)", at: rest.startIndex, suggestion: "write '*'")
    }
    rest.removeFirst()
    return .every(kind.values, step: 1)
  }

  private mutating func range(from lower: Int, at start: Int) throws(CronError) -> CronField.Item {
    var upper = try value()
    // A week may end with its Sunday, which is 7 as well.
    if kind == .dayOfWeek, upper == 0, lower > 0 { upper = 7 }
    guard lower <= upper else {
      let values = kind.values
      let wrapped = "\(lower)-\(kind == .dayOfWeek ? 6 : values.upperBound),\(values.lowerBound)-\(upper)"
      throw CronError("the range ends before it begins", at: start, suggestion: "write '\(wrapped)'")
    }
    return .range(lower...upper, step: try step(in: lower...upper) ?? 1)
  }

  private mutating func step(in range: ClosedRange<Int>) throws(CronError) -> Int? {
    let start = rest.startIndex
    guard take("/") else { return nil }
    let step = try number()
    guard step > 0 else { throw CronError("a step of 0 never gets on", at: start + 1) }
    // Written for "every 90 minutes", it would be every hour.
    guard step <= kind.values.count else {
      throw CronError(
        "a step of \(step) leaves the \(kind.name)s \(kind.values.lowerBound) to \(kind.values.upperBound) at once",
        at: start + 1, suggestion: "an interval such as `every: 90m` goes beyond the fields of a clock")
    }
    return step
  }

  // MARK: - Days of a month

  /// `L`, `L-n` and `LW`.
  private mutating func dayFromEnd() throws(CronError) -> CronField.Item? {
    guard take("L") else { return nil }
    if take("W") { return .lastWorkday }
    let start = rest.startIndex
    guard take("-") else { return .beforeLast(0) }
    let days = try number()
    guard (0...30).contains(days) else {
      throw CronError("no month has a day that is \(days) days before its last", at: start + 1)
    }
    return .beforeLast(days)
  }

  /// `MON#2`, `MON#L` and `MONL`.
  private mutating func weekdayOfMonth(_ weekday: Int) throws(CronError) -> CronField.Item? {
    guard kind == .dayOfWeek else { return nil }
    if take("L") { return .last(weekday % 7) }
    let start = rest.startIndex
    guard take("#") else { return nil }
    if take("L") { return .last(weekday % 7) }
    let number = try number()
    guard (1...5).contains(number) else {
      throw CronError(
        "a month has no weekday number \(number)", at: start + 1, suggestion: "there are 1 to 5, and 'L' for the last")
    }
    return .nth(weekday % 7, number)
  }

  // MARK: - Hashed values

  /// An `H` that is not the beginning of a name.
  private func takesHash() -> Bool {
    guard let first = rest.first, first | 0x20 == UInt8(ascii: "h") else { return false }
    return !(rest.dropFirst().first.map(Self.isLetter) ?? false)
  }

  /// `H`, `H(a-b)`, and either with `/n`.
  private mutating func hashed() throws(CronError) -> CronField.Item {
    rest.removeFirst()
    usesSeed = true
    let range = try hashedRange()
    let hash = StableHash.value(seed: seed, field: kind.rawValue)
    guard let step = try step(in: range) else {
      return .value(range.lowerBound + Int(hash % UInt64(range.count)))
    }
    let first = range.lowerBound + Int(hash % UInt64(min(step, range.count)))
    return .range(first...range.upperBound, step: step)
  }

  private mutating func hashedRange() throws(CronError) -> ClosedRange<Int> {
    guard take("(") else { return kind.hashedValues }
    let start = rest.startIndex
    let lower = try value()
    guard take("-") else { throw unexpected() }
    let upper = try value()
    guard take(")") else { throw unexpected() }
    guard lower <= upper else { throw CronError("the range ends before it begins", at: start) }
    return lower...upper
  }

  // MARK: - Values

  private mutating func value() throws(CronError) -> Int {
    let start = rest.startIndex
    let letters = rest.prefix(while: Self.isLetter)
    // `5L` and `15W` are digits first; whatever begins with a letter is a name, and `MONL` a name with its L.
    if !letters.isEmpty { return try named(letters) }
    let number = try number()
    guard kind.values.contains(number) else {
      throw CronError(
        "\(kind.name) \(number) is out of range", at: start,
        suggestion: "it goes from \(kind.values.lowerBound) to \(kind.values.upperBound)")
    }
    return number
  }

  private mutating func named(_ letters: ArraySlice<UInt8>) throws(CronError) -> Int {
    let word = String(decoding: letters, as: UTF8.self)
    if let value = kind.value(named: word) {
      rest = rest.dropFirst(letters.count)
      return value
    }
    if kind == .dayOfWeek, word.count == 4, word.uppercased().last == "L",
      let value = kind.value(named: String(word.dropLast()))
    {
      rest = rest.dropFirst(3)
      return value
    }
    throw unknown(word)
  }

  private func unknown(_ word: String) -> CronError {
    let place = rest.startIndex
    if kind == .dayOfWeek, word.uppercased() == "L" {
      return CronError("'L' needs a day of week", at: place, suggestion: "the last Friday of a month is 'FRI#L'")
    }
    if kind.names.isEmpty { return CronError("'\(word)' is no \(kind.name)", at: place, suggestion: "write a number") }
    let meant = kind.nearestName(to: word).map { "did you mean '\($0)'?" }
    return CronError(
      "'\(word)' is no \(kind.name)", at: place,
      suggestion: meant ?? "the names are \(kind.names.joined(separator: ", "))")
  }

  private mutating func number() throws(CronError) -> Int {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty else { throw unexpected() }
    // More digits than any value has would only overflow.
    guard digits.count <= 4 else { throw CronError("the number is too large", at: rest.startIndex) }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Capital or small.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first else { return false }
    let isLetter = Self.isLetter(UInt8(ascii: character))
    guard (isLetter ? first & 0xDF : first) == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func unexpected() -> CronError {
    guard let first = rest.first else {
      return CronError("the \(kind.name) breaks off", at: rest.endIndex, suggestion: "a value is missing")
    }
    return CronError("'\(Unicode.Scalar(first))' is not understood in the \(kind.name)", at: rest.startIndex)
  }
}
