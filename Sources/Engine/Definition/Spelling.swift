/// Names as people write them: which one was meant, and how its other spellings look.
enum Spelling {
  /// `maxDelaySeconds` as `max_delay_seconds`.
  static func snakeCase(_ name: String) -> String {
    name.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.properties.isUppercase {
        text += "_" + scalar.properties.lowercaseMapping
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The candidate that is nearest to `name`, if it is near enough to be meant and there aren't too many.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    guard candidates.count <= mostCandidates else { return nil }
    let folded = fold(name)
    let allowed = max(1, folded.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates.sorted() {
      let distance = distance(folded, fold(candidate), atMost: allowed)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// `a`, `b` and 3 more
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(shownNames).map { "`\($0)`" }
    let rest = names.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    guard shown.count > 1, let last = shown.last else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and \(last)"
  }

  /// A list that still fits two lines of a terminal.
  private static let shownNames = 12

  /// Upper and lower case, `_`, `-` and `.` make no difference to what was meant.
  private static func fold(_ name: String) -> [UInt8] {
    name.lowercased().utf8.prefix(longestName).filter { ![UInt8(ascii: "_"), UInt8(ascii: "-")].contains($0) }
  }

  /// What stands beyond is no typing error, and the comparison is quadratic.
  private static let longestName = 64
  private static let mostCandidates = 1_000

  /// Edits (insert, delete, replace, swap neighbours) from one to the other; more than `bound` counts as `bound + 1`.
  private static func distance(_ one: [UInt8], _ other: [UInt8], atMost bound: Int) -> Int {
    guard abs(one.count - other.count) <= bound else { return bound + 1 }
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (one[i] == other[j] ? 0 : 1))
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[other.count]
  }
}
