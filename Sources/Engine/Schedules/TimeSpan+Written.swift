extension TimeSpan {
  /// Reads a length of time as definitions and forms write it: `30`, `1h30m` or `PT5M`. Nil for anything else.
  public init?(written text: String) {
    guard let span = DurationText.span(text) else { return nil }
    self = span
  }
}
