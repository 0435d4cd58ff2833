import Engine

/// Check reports for people: the place, the line with a caret, what to do.
enum IssueText {
  static func text(of report: CheckReport) -> String {
    let lines = report.source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return report.issues.map { text(of: $0, file: report.file, lines: lines) }.joined(separator: "\n")
  }

  /// `file:line:column: error: message [code]`, as editors know it, then the excerpt.
  private static func text(of issue: CheckIssue, file: String, lines: [String]) -> String {
    let place = [file, issue.line.map(String.init), issue.column.map(String.init)].compactMap(\.self)
    var text = "\(place.joined(separator: ":")): \(issue.severity.rawValue): \(issue.message) [\(issue.code.rawValue)]"
    text += excerpt(of: issue, lines: lines)
    if let expected = issue.expected { text += "\n  expected: \(expected)" }
    if let actual = issue.actual { text += "\n  actual: \(actual)" }
    if let hint = issue.hint { text += "\n  hint: \(hint)" }
    return Terminal.harmless(text)
  }

  private static func excerpt(of issue: CheckIssue, lines: [String]) -> String {
    guard let number = issue.line, lines.indices.contains(number - 1) else { return "" }
    let line = lines[number - 1].replacing("\t", with: " ")
    let margin = String(repeating: " ", count: String(number).count)
    guard let column = issue.column, column >= 1 else { return "\n  \(number) | \(line)" }
    let before = String(repeating: " ", count: TextWidth.columns(of: line.prefix(column - 1)))
    return "\n  \(number) | \(line)\n  \(margin) | \(before)^"
  }
}
