/// A set of characters: ranges, properties, and other sets, maybe turned into its opposite.
struct ScalarSet: Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  private var properties: [ScalarProperty] = []
  private var subsets: [ScalarSet] = []
  private let isNegated: Bool
  private let ignoreCase: Bool
  /// The answers for ASCII, one bit each: nearly every text that is matched is ASCII.
  private var lowASCII: UInt64 = 0
  private var highASCII: UInt64 = 0

  /// An empty set to be filled. Call `finish` when it is.
  init(isNegated: Bool, ignoreCase: Bool) {
    self.isNegated = isNegated
    self.ignoreCase = ignoreCase
  }

  init(
    ranges: [ClosedRange<UInt32>], properties: [ScalarProperty] = [], isNegated: Bool = false, ignoreCase: Bool = false
  ) {
    self.init(isNegated: isNegated, ignoreCase: ignoreCase)
    self.ranges = ranges
    self.properties = properties
    finish()
  }

  mutating func insert(_ range: ClosedRange<Unicode.Scalar>) {
    ranges.append(range.lowerBound.value...range.upperBound.value)
  }

  mutating func insert(_ atom: ClassAtom) {
    switch atom {
    case .scalar(let scalar): insert(scalar...scalar)
    case .set(let set): subsets.append(set)
    }
  }

  /// Sorts and joins the ranges, and answers for ASCII beforehand.
  mutating func finish() {
    ranges = ScalarSet.joined(ranges)
    for value in 0..<UInt32(128) where computesContaining(value) {
      if value < 64 { lowASCII |= 1 << UInt64(value) } else { highASCII |= 1 << UInt64(value - 64) }
    }
  }

  private static func joined(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var joined: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}

extension ScalarSet {
  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return lowASCII >> UInt64(value) & 1 == 1 }
    if value < 128 { return highASCII >> UInt64(value - 64) & 1 == 1 }
    return computesContaining(value)
  }

  private func computesContaining(_ value: UInt32) -> Bool {
    let isMember = ignoreCase ? CaseFolding.variants(of: value).contains(where: hasMember) : hasMember(value)
    return isMember != isNegated
  }

  private func hasMember(_ value: UInt32) -> Bool {
    if isInRanges(value) { return true }
    if properties.isEmpty, subsets.isEmpty { return false }
    guard let scalar = Unicode.Scalar(value) else { return false }
    return properties.contains { $0.holds(for: scalar) } || subsets.contains { $0.contains(value) }
  }

  private func isInRanges(_ value: UInt32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= value
  }
}
