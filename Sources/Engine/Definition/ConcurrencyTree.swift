extension ConcurrencyTree {
  init?(_ field: Field) {
    guard let reader = ObjectReader(field, Self.keys) else { return nil }
    key = reader.field("key")?.textTemplate()
    limit = reader.field("limit")?.integer(in: 1...Self.mostSlots)?.value
    onLimit = reader.field("onLimit")?.choice(of: Concurrency.OnLimit.allCases)?.value
  }

  static let keys = KeyTable("concurrency", ["key", "limit", "onLimit"])

  /// Slots are rows that are counted whenever one is granted.
  private static let mostSlots = 1_000
}
