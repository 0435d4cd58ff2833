/// docs/features.md: rows `| 12 | what | done | proof |`.
struct FeatureTable {
  struct Row {
    var number: Int
    var state: String
    /// What stands in backticks in the last cell: names of tests, or `make` targets.
    var proofs: [String]
    var line: Int
  }

  var rows: [Row]

  init(markdown: String) {
    rows = markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        String($0).trimmed
      }
      guard cells.count == 6, let number = Int(cells[1]) else { return nil }
      let proofs = cells[4].matches(of: /`([^`]+)`/).map { String($0.output.1) }
      return Row(number: number, state: cells[3], proofs: proofs, line: index + 1)
    }
  }

  /// - Parameter tests: the names of all tests, and whatever else counts as a proof.
  func findings(knowing tests: Set<String>, file: String) -> [Finding] {
    rows.flatMap { row in problems(of: row, tests).map { Finding(file: file, line: row.line, message: $0) } }
  }

  private func problems(of row: Row, _ tests: Set<String>) -> [String] {
    guard ["done", "open", "declined"].contains(row.state) else {
      return ["row \(row.number) is \(row.state), and not done, open or declined"]
    }
    guard row.state == "done" else { return [] }
    guard !row.proofs.isEmpty else { return ["row \(row.number) is done without naming a test"] }
    return row.proofs.filter { !tests.contains($0) }.map { "row \(row.number) names a test that isn't there: \($0)" }
  }
}

extension String {
  /// Without spaces at its ends.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
