/// The same throws for the same seed, on every machine (SplitMix64).
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// Whether something happens that does so in so many of a hundred cases.
  mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }

  mutating func pick<Element>(_ first: Element, _ others: Element...) -> Element {
    others.randomElement(using: &self).map { happens(100 / (others.count + 1)) ? first : $0 } ?? first
  }

  mutating func pick<Element>(of elements: [Element]) -> Element? { elements.randomElement(using: &self) }
}
