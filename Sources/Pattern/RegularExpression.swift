/// A regular expression in the syntax of ECMA-262 (with its `u` flag), matched in time linear in the text.
///
/// Left out, because no linear algorithm is known for them: backreferences and lookaround. They are refused with a
/// message, as are scripts (`\p{Script=Greek}`). Of several matches at one place the one that ECMAScript would find is
/// found; a group inside a repetition keeps what it matched last, also in an earlier round.
public struct RegularExpression: Sendable {
  public let source: String
  public let options: Options
  let program: Program

  public struct Options: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `i`: letters match whatever their case.
    public static let ignoreCase = Options(rawValue: 1)
    /// `m`: `^` and `$` also match at line breaks.
    public static let multiline = Options(rawValue: 2)
    /// `s`: `.` also matches line breaks.
    public static let dotAll = Options(rawValue: 4)
  }

  public init(
    _ source: String, options: Options = [], limits: PatternLimits = .standard
  ) throws(PatternError) {
    var parser = PatternParser(source, options: options, limits: limits)
    let tree = try parser.parse()
    var compiler = Compiler(source: source, limits: limits)
    self.program = try compiler.compile(tree, groupNames: parser.groupNames)
    self.source = source
    self.options = options
  }

  /// The number of capturing groups, the whole match not counted.
  public var groupCount: Int { program.groupNames.count }

  /// The names of the groups 1, 2, …; nil for those without.
  public var groupNames: [String?] { program.groupNames }
}

extension RegularExpression {
  /// Whether the expression matches anywhere in a text.
  public func matches(_ text: String) -> Bool {
    text.withUTF8Bytes { YesNoMatcher(program: program, text: $0).matches() }
  }

  /// Whether the expression matches the whole of a text.
  public func matchesWhole(_ text: String) -> Bool { wholeMatch(in: text) != nil }

  /// The first match that begins at an offset (in UTF-8 bytes) or behind it.
  public func firstMatch(in text: String, from offset: Int = 0) -> PatternMatch? {
    text.withUTF8Bytes { find(in: $0, from: offset, .anywhere) }
  }

  /// The match that begins exactly at an offset (in UTF-8 bytes).
  public func prefixMatch(in text: String, at offset: Int = 0) -> PatternMatch? {
    text.withUTF8Bytes { find(in: $0, from: offset, .here) }
  }

  /// The match that begins at an offset (in UTF-8 bytes) and reaches to the text's end.
  public func wholeMatch(in text: String, from offset: Int = 0) -> PatternMatch? {
    text.withUTF8Bytes { find(in: $0, from: offset, .whole) }
  }

  /// All matches from left to right, none overlapping another. After an empty one the search goes on a character later.
  public func allMatches(in text: String) -> [PatternMatch] {
    text.withUTF8Bytes { bytes in
      var matches: [PatternMatch] = []
      var offset = 0
      while offset <= bytes.count, let match = find(in: bytes, from: offset, .anywhere) {
        matches.append(match)
        offset = match.range.isEmpty ? UTF8Text(bytes).scalar(at: match.range.upperBound).end : match.range.upperBound
      }
      return matches
    }
  }

  private func find(
    in bytes: UnsafeBufferPointer<UInt8>, from offset: Int, _ reach: CaptureMatcher.Reach
  ) -> PatternMatch? {
    guard (0...bytes.count).contains(offset) else { return nil }
    var matcher = CaptureMatcher(program: program, text: bytes, reach: reach)
    return matcher.match(from: offset).map { PatternMatch(slots: $0, groupNames: program.groupNames) }
  }
}

extension String {
  fileprivate func withUTF8Bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var native = self
    return native.withUTF8(body)
  }
}
