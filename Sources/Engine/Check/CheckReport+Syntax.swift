public import Documents

extension CheckReport {
  /// The report on a text that is no document at all.
  public init(_ error: DocumentError, source: String = "") {
    let issue = CheckIssue(.syntax, line: error.line, column: error.column, message: error.message, hint: error.hint)
    self.init(file: error.name, source: source, issues: [issue])
  }
}
