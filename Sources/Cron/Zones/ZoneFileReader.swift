/// Reads a compiled zone file (RFC 8536, "TZif"). Whatever the bytes are, they are read or refused.
struct ZoneFileReader {
  private let zone: String
  private let bytes: [UInt8]
  private var position = 0

  private static let headerSize = 44

  init(zone: String, bytes: [UInt8]) {
    self.zone = zone
    self.bytes = bytes
  }

  mutating func read() throws(ZoneError) -> ZoneRules {
    guard bytes.count <= Zone.largestFile else { throw refusal("it has more than \(Zone.largestFile) bytes") }
    let old = try header()
    guard old.version >= UInt8(ascii: "2") else { return try rules(old, timeSize: 4, rule: nil) }
    // The first block is for programs that know 32 bits only.
    try skip(old.size(timeSize: 4))
    let header = try header()
    var rules = try rules(header, timeSize: 8, rule: nil)
    rules.rule = try footer()
    return rules
  }

  private struct Header {
    var version: UInt8
    var utcIndicators: Int
    var standardIndicators: Int
    var leapSeconds: Int
    var times: Int
    var types: Int
    var characters: Int

    func size(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + characters + leapSeconds * (timeSize + 4) + standardIndicators
        + utcIndicators
    }
  }

  private mutating func header() throws(ZoneError) -> Header {
    guard bytes.count - position >= Self.headerSize, bytes[position..<position + 4].elementsEqual("TZif".utf8)
    else { throw refusal("no zone file's header is at byte \(position)") }
    let version = bytes[position + 4]
    position += 20
    // Each count is at most 2³² - 1, so their sums can't overflow.
    let header = Header(
      version: version, utcIndicators: count(), standardIndicators: count(), leapSeconds: count(), times: count(),
      types: count(), characters: count())
    guard header.types > 0, header.types <= 256 else { throw refusal("it has \(header.types) kinds of local time") }
    return header
  }

  private mutating func rules(_ header: Header, timeSize: Int, rule: ZoneRule?) throws(ZoneError) -> ZoneRules {
    let start = position
    try skip(header.size(timeSize: timeSize))
    guard header.leapSeconds == 0 else { throw refusal("it counts leap seconds, which system time does not") }
    let indices = start + header.times * timeSize
    let records = indices + header.times
    let types = try localTimeTypes(header, at: records)
    var changes: [ZoneRules.Change] = []
    changes.reserveCapacity(header.times)
    for number in 0..<header.times {
      let type = Int(bytes[indices + number])
      let at = integer(at: start + number * timeSize, size: timeSize)
      guard type < types.count else { throw refusal("change \(number) has kind \(type) of \(types.count)") }
      if let last = changes.last?.at, last >= at { throw refusal("change \(number) is not after the one before it") }
      changes.append(ZoneRules.Change(at: ZoneTable.clamped(at), type: types[type]))
    }
    return ZoneRules(first: types[0], changes: changes, rule: rule)
  }

  private func localTimeTypes(_ header: Header, at start: Int) throws(ZoneError) -> [LocalTimeType] {
    let names = bytes[start + header.types * 6..<start + header.types * 6 + header.characters]
    var types: [LocalTimeType] = []
    for number in 0..<header.types {
      let record = start + number * 6
      let offset = integer(at: record, size: 4)
      let name = names.startIndex + Int(bytes[record + 5])
      guard LocalTimeType.offsets.contains(offset) else { throw refusal("kind \(number) is \(offset) s off UTC") }
      guard name < names.endIndex, let end = names[name...].firstIndex(of: 0) else {
        throw refusal("kind \(number) has no abbreviation")
      }
      types.append(
        LocalTimeType(
          offset: offset, isDaylightSaving: bytes[record + 4] != 0,
          abbreviation: String(decoding: names[name..<end], as: UTF8.self)))
    }
    return types
  }

  private func footer() throws(ZoneError) -> ZoneRule? {
    let rest = bytes[position...]
    guard rest.first == UInt8(ascii: "\n"), let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\n"))
    else { throw refusal("its rule for the future is cut off") }
    let text = rest[rest.startIndex + 1..<end]
    if text.isEmpty { return nil }
    var parser = ZoneRuleParser(text.prefix(ZoneRuleParser.longest + 1))
    guard text.count <= ZoneRuleParser.longest, let rule = parser.rule() else {
      throw refusal("its rule for the future, '\(String(decoding: text.prefix(60), as: UTF8.self))', is no such rule")
    }
    return rule
  }

  private mutating func skip(_ count: Int) throws(ZoneError) {
    guard count <= bytes.count - position else { throw refusal("it ends after \(bytes.count) bytes, too early") }
    position += count
  }

  private mutating func count() -> Int {
    defer { position += 4 }
    return Int(UInt32(truncatingIfNeeded: integer(at: position, size: 4)))
  }

  /// Big-endian, two's complement. Callers have checked that the bytes are there.
  private func integer(at index: Int, size: Int) -> Int64 {
    let first = Int64(Int8(bitPattern: bytes[index]))
    return bytes[index + 1..<index + size].reduce(first) { $0 << 8 | Int64($1) }
  }

  private func refusal(_ reason: String) -> ZoneError { ZoneError(zone: zone, reason: reason) }
}
