/// What is asked of a list.
struct ListFacts: Sendable {
  var count = CountRange()
  /// `items` and `prefixItems` of several schemas.
  var items: [(side: Side, schemas: Items)] = []
  /// What every item satisfies.
  var all: [Literal] = []
  var demands: [ItemDemand] = []
  var isUnique = false
  /// Two items must be equal.
  var repeats = false

  /// More items than that aren't made for an example.
  static let mostDemanded = 20

  mutating func demand(_ literal: Literal, times: Int) {
    count.restrict(times, isMinimum: true)
    for _ in 0..<min(times, Self.mostDemanded) { demands.append(ItemDemand(place: .from(0), literal: literal)) }
  }
}
