import Documents
import JSON

/// Collects what reading and checking one document find. Shared by reference, so that every reader adds to the same
/// list and nobody stops at the first problem.
final class Findings {
  let document: Document
  private(set) var issues: [CheckIssue] = []

  init(_ document: Document) { self.document = document }

  var hasErrors: Bool { issues.contains { $0.severity == .error } }

  /// What of a member an issue is about.
  enum Part {
    case key
    case value
  }

  func report(
    _ code: IssueCode, _ severity: CheckIssue.Severity = .error, at place: Place, part: Part = .value,
    _ message: String, expected: String? = nil, actual: String? = nil, hint: String? = nil
  ) {
    let position = position(of: place, part)
    add(
      CheckIssue(
        code, severity, path: place.description, line: position?.line, column: position?.column, message: message,
        expected: expected, actual: actual, hint: hint))
  }

  func add(_ issue: CheckIssue) { issues.append(issue) }

  func position(of place: Place, _ part: Part) -> SourcePosition? {
    switch part {
    case .key: document.keyPosition(of: place.path) ?? document.position(of: place.path)
    case .value: document.position(of: place.path)
    }
  }
}
