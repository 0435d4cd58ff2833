/// "Did you mean …?"
public enum NearestName {
  /// The known name that is closest to what was written, if it is close enough to be meant.
  public static func of(_ written: String, among known: some Sequence<String>) -> String? {
    let candidates = known.map { (name: $0, distance: distance($0.lowercased(), written.lowercased())) }
    guard let nearest = candidates.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    // A third of the letters wrong is a slip; more is another word.
    return nearest.distance <= max(1, written.count / 3) ? nearest.name : nil
  }

  /// Levenshtein's: how many letters must be changed, added or left out.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
