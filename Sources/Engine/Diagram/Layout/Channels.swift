/// The gaps between layers. Lines that don't go straight down run across them, each on a track of its own.
struct Channels {
  /// A line's piece in a gap: down to a track, across, down again. Pieces from the same place share one.
  struct Net: Hashable {
    /// Where it comes from above and where it goes below.
    var upper: [Int]
    var lower: [Int]
    var track = 0

    var left: Int { min(upper.min() ?? .max, lower.min() ?? .max) }
    var right: Int { max(upper.max() ?? .min, lower.max() ?? .min) }
    var isStraight: Bool { left == right }
  }

  struct Key: Hashable {
    var gap: Int
    /// The item above, or the one below of a piece that hangs between two items of the layer below.
    var item: Int
    var x: Int
    var isHook: Bool
  }

  private var nets: [[Net]]
  private var numbers: [Key: Int] = [:]

  init(count: Int) { nets = Array(repeating: [], count: count) }

  mutating func add(_ key: Key, upper: [Int], lower: [Int]) {
    let number = numbers[key] ?? nets[key.gap].count
    if number == nets[key.gap].count {
      numbers[key] = number
      nets[key.gap].append(Net(upper: [], lower: []))
    }
    for x in upper where !nets[key.gap][number].upper.contains(x) { nets[key.gap][number].upper.append(x) }
    for x in lower where !nets[key.gap][number].lower.contains(x) { nets[key.gap][number].lower.append(x) }
  }

  func track(_ key: Key) -> Int { numbers[key].map { nets[key.gap][$0].track } ?? 0 }

  /// How many tracks a gap needs.
  func trackCount(_ gap: Int) -> Int { (nets[gap].filter { !$0.isStraight }.map(\.track).max() ?? -1) + 1 }

  mutating func assignTracks() {
    for gap in nets.indices { assignTracks(gap) }
  }

  /// More pieces than this are taken as they come.
  private static let compared = 150

  private mutating func assignTracks(_ gap: Int) {
    let bent = nets[gap].indices.filter { !nets[gap][$0].isStraight }
      .sorted { (nets[gap][$0].left, nets[gap][$0].right) < (nets[gap][$1].left, nets[gap][$1].right) }
    var order: [Int] = []
    for net in bent {
      order.insert(net, at: bent.count > Self.compared ? order.count : bestPlace(of: net, in: order, gap))
    }
    // The first track below all that it lies over or under.
    var ends: [(left: Int, right: Int, track: Int)] = []
    for net in order {
      let (left, right) = (nets[gap][net].left - Self.clearance, nets[gap][net].right + Self.clearance)
      let track = ends.reduce(0) { $1.left < right && left < $1.right ? max($0, $1.track + 1) : $0 }
      nets[gap][net].track = track
      ends.append((left, right, track))
    }
  }

  private static let clearance = 6

  private func bestPlace(of net: Int, in order: [Int], _ gap: Int) -> Int {
    let new = nets[gap][net]
    var cost = order.reduce(0) { $0 + Self.cost(of: new, above: nets[gap][$1]) }
    var best = (cost: cost, place: 0)
    for (place, other) in order.enumerated() {
      cost += Self.cost(of: nets[gap][other], above: new) - Self.cost(of: new, above: nets[gap][other])
      if cost < best.cost { best = (cost, place + 1) }
    }
    return best.place
  }

  /// Crossings, and far worse: lines that run over each other.
  private static func cost(of upper: Net, above lower: Net) -> Int {
    let first = upper.lower.reduce(0) { $0 + ($1 > lower.left && $1 < lower.right ? 1 : 0) }
    let second = lower.upper.reduce(0) { $0 + ($1 > upper.left && $1 < upper.right ? 1 : 0) }
    let overlaps = upper.lower.reduce(0) { sum, x in
      sum + (lower.upper.contains { abs($0 - x) < clearance } ? 1 : 0)
    }
    return first + second + 40 * overlaps
  }
}
