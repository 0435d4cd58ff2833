extension CheckReport {
  /// The report for a terminal: for each issue its place, what is wrong, the line with a caret, and a hint; then a
  /// summary. Empty when there is nothing to say.
  ///
  ///     triage.workflow.yaml:12:11: error[unknown-target]: there is no state `analize`
  ///         next: analize
  ///               ^
  ///       did you mean `analyze`?
  public var text: String {
    guard !issues.isEmpty else { return "" }
    let lines = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    return Self.printable(issues.map { text(of: $0, in: lines) }.joined() + summary + "\n")
  }

  /// "2 errors, 1 warning", or "no problems".
  public var summary: String {
    let counts = [(errors.count, "error"), (warnings.count, "warning")].filter { $0.0 > 0 }
    guard !counts.isEmpty else { return "no problems" }
    let shown = counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", ")
    return omitted > 0 ? "\(shown), and \(omitted) more" : shown
  }

  private func text(of issue: CheckIssue, in lines: [Substring]) -> String {
    let place = [file, issue.line.map(String.init), issue.column.map(String.init)].compactMap { $0 }
    let path = issue.line == nil && !issue.path.isEmpty ? " (at \(issue.path))" : ""
    var text = "\(place.joined(separator: ":")): \(issue.severity)[\(issue.code.rawValue)]: \(issue.message)\(path)\n"
    if let line = issue.line, lines.indices.contains(line - 1) {
      text += excerpt(String(lines[line - 1]), column: issue.column ?? 1)
    }
    if let expected = issue.expected, !issue.message.contains(expected) { text += "  expected: \(expected)\n" }
    if let hint = issue.hint { text += "  \(hint)\n" }
    return text
  }

  /// The line, and a caret under the column. Text before the first word is kept, for it shows the nesting.
  private func excerpt(_ line: String, column: Int) -> String {
    let shown = SourceExcerpt(line, offset: offset(ofColumn: column, in: line))
    return shown.text + "\n"
  }

  /// A document must not be able to write to the terminal in its own voice: control characters become visible.
  private static func printable(_ text: String) -> String {
    let isControl = { (scalar: Unicode.Scalar) in scalar != "\n" && scalar.properties.generalCategory == .control }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  private func offset(ofColumn column: Int, in line: String) -> Int {
    String(String.UnicodeScalarView(line.unicodeScalars.prefix(max(0, column - 1)))).utf8.count
  }
}
