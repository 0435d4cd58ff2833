/// "Did you mean": the name nearest to a misspelt one.
enum Suggestion {
  static func hint(for name: String, among names: some Sequence<String>) -> String? {
    nearest(to: name, among: names).map { "did you mean '\($0)'?" }
  }

  /// The nearest name within a third of the length; of several the first in alphabetical order.
  static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    guard wanted.count <= longest else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names.sorted().prefix(considered) where candidate.utf8.count <= longest && candidate != name {
      let distance = distance(wanted, Array(candidate.lowercased().utf8))
      if distance <= max(1, (wanted.count + 1) / 3), distance < (best?.distance ?? .max) {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  /// Beyond this a name is data, not a slip of the pen.
  private static let longest = 64
  /// Bounds the work when the names are a large object's keys.
  private static let considered = 1_000

  /// Insertions, deletions, replacements and swaps of neighbours.
  private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for row in one.indices {
      var current = [row + 1]
      for column in other.indices {
        let replaced = last[column] + (one[row] == other[column] ? 0 : 1)
        var best = min(last[column + 1] + 1, current[column] + 1, replaced)
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[other.count]
  }

  /// The names for a message, in order, cut after a dozen.
  static func list(_ names: some Sequence<String>) -> String {
    let sorted = names.sorted()
    guard !sorted.isEmpty else { return "none" }
    let shown = sorted.prefix(12).joined(separator: ", ")
    return sorted.count > 12 ? "\(shown) and \(sorted.count - 12) more" : shown
  }
}
