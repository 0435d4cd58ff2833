public import JSON

/// Everything that checking a document found, in the order of the source.
public struct CheckReport: Hashable, Sendable {
  /// How the document is called in messages: a file's path, or `request`.
  public var file: String
  /// The document's text, so that messages can show the line; empty if it isn't at hand.
  public var source: String
  public private(set) var issues: [CheckIssue]
  /// How many more there were: a report has room for some hundred of each severity.
  public var omitted: Int

  public init(file: String, source: String = "", issues: [CheckIssue] = [], omitted: Int = 0) {
    self.file = file
    self.source = source
    self.omitted = omitted
    self.issues = Self.sorted(issues)
  }

  public var hasErrors: Bool { issues.contains { $0.severity == .error } }

  public var errors: [CheckIssue] { issues.filter { $0.severity == .error } }

  public var warnings: [CheckIssue] { issues.filter { $0.severity == .warning } }

  public mutating func add(_ further: [CheckIssue]) { issues = Self.sorted(issues + further) }

  /// `{file, ok, issues}`: what `validate` answers for one file.
  public var json: JSONValue {
    ["file": .string(file), "ok": .bool(!hasErrors), "issues": .array(issues.map(\.json))]
  }

  /// By place; what has none comes first; equal places keep the order in which they were found.
  private static func sorted(_ issues: [CheckIssue]) -> [CheckIssue] {
    issues.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      return (a.line ?? 0, a.column ?? 0, one.offset) < (b.line ?? 0, b.column ?? 0, other.offset)
    }.map(\.element)
  }
}
