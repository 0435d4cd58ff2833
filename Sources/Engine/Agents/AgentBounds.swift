/// How much of one agent may go on, whoever asks for it.
public struct AgentBounds: Hashable, Sendable {
  /// How many of its steps may be at work at a time; nil: as many as there are places.
  public var maxConcurrency: Int?
  public var rate: Rate?

  public init(maxConcurrency: Int? = nil, rate: Rate? = nil) {
    self.maxConcurrency = maxConcurrency
    self.rate = rate
  }

  public static let none = AgentBounds()

  /// At most `count` deliveries are begun within any span of `per`.
  public struct Rate: Hashable, Sendable {
    public var count: Int
    public var per: TimeSpan

    public init(count: Int, per: TimeSpan) {
      self.count = count
      self.per = per
    }
  }
}

extension AgentBounds {
  init(_ reader: ObjectReader) {
    maxConcurrency = reader.field("maxConcurrency")?.integer(in: 1...Self.most)?.value
    rate = reader.field("rateLimit").flatMap { Rate($0) }
  }

  /// Beyond it a bound says nothing.
  fileprivate static let most = 10_000
}

extension AgentBounds.Rate {
  fileprivate init?(_ field: Field) {
    guard let reader = ObjectReader(field, AgentKeys.rateLimit) else { return nil }
    for key in AgentKeys.rateLimit.keys where !reader.has(key.name) { reader.missing(key.name) }
    guard let count = reader.field("count")?.integer(in: 1...AgentBounds.most)?.value,
      let per = reader.duration("perSeconds")
    else { return nil }
    guard per.value <= Self.longest else {
      reader.field("perSeconds")?.invalid("a rate counts at most a day", expected: "at most 24h")
      return nil
    }
    self.init(count: count, per: per.value)
  }

  /// Each delivery that counts is a row.
  private static let longest = TimeSpan.seconds(86_400 as Int64)
}
