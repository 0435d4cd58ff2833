import Documents
import JSON

/// Collects what reading and checking one document find. Shared by reference, so that every reader adds to the same
/// list and nobody stops at the first problem.
///
/// A document made to be wrong everywhere costs no more than one that is wrong in some hundred places: beyond that,
/// issues are only counted, and nobody searches for what their author might have meant.
final class Findings {
  let document: Document
  private(set) var issues: [CheckIssue] = []
  private(set) var omitted = 0
  private var counts: [CheckIssue.Severity: Int] = [:]
  private var suggestions = 0
  private lazy var locator = SourceLocator(document.text)

  init(_ document: Document) { self.document = document }

  var report: CheckReport {
    CheckReport(file: document.name, source: document.text, issues: issues, omitted: omitted)
  }

  /// What of a member an issue is about.
  enum Part {
    case key
    case value
  }

  func report(
    _ code: IssueCode, _ severity: CheckIssue.Severity = .error, at place: Place, part: Part = .value,
    _ message: String, expected: String? = nil, actual: String? = nil, hint: String? = nil
  ) {
    guard hasRoom(for: severity) else { return }
    let position = position(of: place, part)
    issues.append(
      CheckIssue(
        code, severity, path: place.description, line: position?.line, column: position?.column,
        message: Self.clipped(message), expected: expected.map(Self.clipped), actual: actual.map(Self.clipped),
        hint: hint.map(Self.clipped)))
  }

  /// Reports an expression that can't be compiled, at the place inside of it where it breaks.
  func report(_ error: ExpressionSyntaxError, at place: Place, hint: String? = nil) {
    guard hasRoom(for: .error) else { return }
    let position = position(of: place, .value).map {
      locator.position(ofLine: error.line, column: error.column, in: error.source, writtenAt: $0)
    }
    issues.append(
      CheckIssue(
        .badExpression, path: place.description, line: position?.line, column: position?.column,
        message: Self.clipped(error.message), actual: Self.clipped(error.source), hint: error.hint ?? hint))
  }

  func position(of place: Place, _ part: Part) -> SourcePosition? {
    switch part {
    case .key: document.keyPosition(of: place.path) ?? document.position(of: place.path)
    case .value: document.position(of: place.path)
    }
  }

  /// What was probably meant, as long as there are few such questions.
  func nearest(to name: String, among candidates: [String]) -> String? {
    suggestions += 1
    guard suggestions <= Self.mostSuggestions else { return nil }
    return Spelling.nearest(to: name, among: candidates)
  }

  /// "did you mean …?", else what there is to choose from.
  func hint(for name: String, among candidates: [String]) -> String? {
    if let meant = nearest(to: name, among: candidates) { return "did you mean `\(meant)`?" }
    return candidates.isEmpty ? nil : "there is \(Spelling.list(candidates))"
  }

  private func hasRoom(for severity: CheckIssue.Severity) -> Bool {
    counts[severity, default: 0] += 1
    if counts[severity, default: 0] <= Self.mostIssues { return true }
    omitted += 1
    return false
  }

  /// Names and values come from the document and can have any length.
  private static func clipped(_ text: String) -> String {
    text.unicodeScalars.count <= longestText ? text : String(text.unicodeScalars.prefix(longestText)) + "…"
  }

  /// Of each severity. Whoever has more starts with these.
  private static let mostIssues = 500
  private static let mostSuggestions = 100
  /// Some lines of a terminal.
  private static let longestText = 400
}
