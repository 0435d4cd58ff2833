import JSON

/// Finds lists, place by place.
struct ListSearch {
  private let facts: ListFacts
  private let comparison: Comparison
  /// From here on all places are alike.
  private let tail: Int
  /// What demands add to a place.
  private var demanded: [Int: Set<Literal>] = [:]
  private var obstacle: String?

  /// A counterexample that fills a page helps nobody.
  private static let longestList = 200
  /// Of these every pair is tried.
  private static let mostPairedPlaces = 32

  init(_ facts: ListFacts, _ comparison: Comparison) {
    self.facts = facts
    self.comparison = comparison
    let fixed = facts.demands.map { demand in
      switch demand.place {
      case .at(let place): place + 1
      case .from(let place): place
      }
    }
    tail = max(facts.items.map(\.schemas.prefix.count).max() ?? 0, fixed.max() ?? 0)
  }

  mutating func attempt() -> Attempt {
    if facts.count.isEmpty || facts.isUnique && facts.repeats { return .impossible }
    let longest = min(facts.count.maximum ?? .max, placesThatCanBeFilled)
    if facts.count.minimum > longest || facts.repeats && longest < 2 { return .impossible }
    guard placeFixedDemands(below: longest), placeOtherDemands(below: longest) else { return .impossible }
    if facts.repeats, !repeatItem(below: longest) { return .impossible }
    if let obstacle { return .stuck(obstacle) }
    return build()
  }

  /// The number of places before the first that nothing fits.
  private var placesThatCanBeFilled: Int {
    (0...tail).first { comparison.values(satisfying: literals(at: $0)).isNone } ?? .max
  }

  private func literals(at place: Int) -> Set<Literal> {
    var literals = Set(facts.all).union(demanded[place] ?? [])
    for (side, schemas) in facts.items {
      let node = place < schemas.prefix.count ? schemas.prefix[place] : schemas.rest
      if let node { literals.insert(Literal(side: side, node: node, isTrue: true)) }
    }
    return literals
  }

  private mutating func placeFixedDemands(below longest: Int) -> Bool {
    for demand in facts.demands {
      guard case .at(let place) = demand.place else { continue }
      guard place < longest else { return false }
      demanded[place, default: []].insert(demand.literal)
      if comparison.values(satisfying: literals(at: place)).isNone { return false }
    }
    return true
  }

  /// Where a demand has a choice of places, it gets one of its own, if it can. False only if a demand finds no place
  /// even without the others.
  private mutating func placeOtherDemands(below longest: Int) -> Bool {
    let fixed = demanded
    for demand in facts.demands {
      guard case .from(let first) = demand.place else { continue }
      let free = max(first, tail, (demanded.keys.max() ?? -1) + 1)
      let places = [free] + Array(min(first, tail)..<max(tail, first)) + demanded.keys.sorted().filter { $0 >= tail }
      let open = places.filter { $0 >= first && $0 < longest }
      let place = open.first { fits(demand.literal, at: $0) }
      if let place {
        demanded[place, default: []].insert(demand.literal)
        continue
      }
      let now = demanded
      demanded = fixed
      let isPossible = ([tail] + Array(0..<tail)).contains {
        max($0, first) < longest && ($0 >= first || $0 == tail) && !isRuledOut(demand.literal, at: max($0, first))
      }
      demanded = now
      if !isPossible { return false }
      obstacle = "which items have to share a place can't be decided"
    }
    return true
  }

  private func fits(_ literal: Literal, at place: Int) -> Bool {
    !comparison.values(satisfying: literals(at: place).union([literal])).values.isEmpty
  }

  private func isRuledOut(_ literal: Literal, at place: Int) -> Bool {
    comparison.values(satisfying: literals(at: place).union([literal])).isNone
  }
}

extension ListSearch {
  /// Makes two places ask for the same. False if no two can have the same value.
  private mutating func repeatItem(below longest: Int) -> Bool {
    var isPossible = tail > Self.mostPairedPlaces
    for place in 0..<min(longest, tail + 2, Self.mostPairedPlaces) {
      for other in 0..<place {
        let both = literals(at: place).union(literals(at: other))
        let outcome = comparison.values(satisfying: both)
        if outcome.isNone { continue }
        isPossible = true
        guard !outcome.values.isEmpty else { continue }
        demanded[place] = both
        demanded[other] = both
        return true
      }
    }
    if isPossible { obstacle = "whether two items can be equal can't be decided" }
    return isPossible
  }

  private func build() -> Attempt {
    let length = max(facts.count.minimum, (demanded.keys.max() ?? -1) + 1)
    guard length <= Self.longestList else { return .stuck("the lists would be too long to be tried") }
    var items: [JSONValue] = []
    var used: Set<JSONValue> = []
    for place in 0..<length {
      let outcome = comparison.values(satisfying: literals(at: place))
      if case .open(let reason) = outcome { return .stuck(reason) }
      let fresh = outcome.values.first { !facts.isUnique || !used.contains(Equality.normalized($0)) }
      guard let item = fresh ?? outcome.values.first else {
        return .stuck("no list was found in which all places are filled")
      }
      used.insert(Equality.normalized(item))
      items.append(item)
    }
    return .candidates([.array(items)] + variants(of: items), areAll: false)
  }

  /// The same with another value at one place.
  private func variants(of items: [JSONValue]) -> [JSONValue] {
    var variants: [JSONValue] = []
    for place in items.indices.prefix(3) where !facts.repeats {
      for value in comparison.values(satisfying: literals(at: place)).values.dropFirst().prefix(3) {
        var other = items
        other[place] = value
        variants.append(.array(other))
      }
    }
    if items.isEmpty { variants = comparison.values(satisfying: literals(at: 0)).values.prefix(3).map { [$0] } }
    return variants
  }
}
