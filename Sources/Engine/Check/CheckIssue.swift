public import JSON

/// One thing that is wrong (or doubtful) in a definition, with its place in the source.
public struct CheckIssue: Hashable, Sendable {
  public var code: IssueCode
  public var severity: Severity
  /// The place in the document, as `states[2].retry.backoff`; empty for the document itself.
  public var path: String
  /// From 1; nil where the source isn't known.
  public var line: Int?
  /// From 1, in characters.
  public var column: Int?
  /// One sentence that says what and where, without the place.
  public var message: String
  public var expected: String?
  public var actual: String?
  /// What to do about it.
  public var hint: String?

  public init(
    _ code: IssueCode, _ severity: Severity = .error, path: String = "", line: Int? = nil, column: Int? = nil,
    message: String, expected: String? = nil, actual: String? = nil, hint: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.expected = expected
    self.actual = actual
    self.hint = hint
  }

  public enum Severity: String, Sendable, CaseIterable {
    /// The definition can't be published.
    case error
    case warning
  }

  /// `{code, severity, path, line, column, message, expected, actual, hint}`; what isn't known is null.
  public var json: JSONValue {
    [
      "code": .string(code.rawValue), "severity": .string(severity.rawValue), "path": .string(path),
      "line": Self.number(line), "column": Self.number(column), "message": .string(message),
      "expected": Self.text(expected), "actual": Self.text(actual), "hint": Self.text(hint),
    ]
  }

  private static func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }

  private static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
}
