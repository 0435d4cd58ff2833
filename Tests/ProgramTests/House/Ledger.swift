import Foundation

/// What the steps' commands wrote down themselves, in the order in which it happened (each line is one append).
struct Ledger {
  let path: String

  struct Line: Hashable {
    var word: String
    var key: String
    var delivery: Int
  }

  var lines: [Line] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 3, let delivery = Int(parts[2]) else { return nil }
      return Line(word: String(parts[0]), key: String(parts[1]), delivery: delivery)
    }
  }

  func count(_ word: String) -> Int { lines.filter { $0.word == word }.count }

  /// Lines that an earlier delivery of an attempt wrote after a later one had begun: two at the same time.
  var overlaps: [Line] {
    var latest: [String: Int] = [:]
    var found: [Line] = []
    for line in lines {
      let known = latest[line.key] ?? 0
      if line.delivery < known || (line.word == "start" && line.delivery == known) { found.append(line) }
      latest[line.key] = max(known, line.delivery)
    }
    return found
  }

  /// The steps that were begun in the lines after the first `count`; a key is `run/step/attempt`.
  func stepsBegun(after count: Int) -> Set<String> {
    Set(
      lines.dropFirst(count).filter { $0.word == "start" }.compactMap {
        $0.key.split(separator: "/").dropFirst().first.map(String.init)
      })
  }
}
