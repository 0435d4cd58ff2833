/// A search that tells how much work it was, for callers with a budget.
public struct BoundedSearch: Sendable {
  /// Nil where nothing matched, or the search was given up.
  public let match: PatternMatch?
  /// Steps taken: about one for each character and each way of matching that is followed there.
  public let work: Int
  /// The work was used up before the answer was known.
  public let wasGivenUp: Bool
}

extension RegularExpression {
  /// Where a match may begin and end.
  public enum Anchoring: Sendable {
    /// Anywhere from the offset on.
    case none
    /// It begins at the offset.
    case start
    /// It begins at the offset and ends at the text's end.
    case whole
  }

  /// The first match from an offset (in UTF-8 bytes), given up after so much work.
  public func search(
    in text: String, from offset: Int = 0, anchoring: Anchoring = .none, mostWork: Int
  ) -> BoundedSearch {
    var text = text
    return text.withUTF8 { bytes in
      guard (0...bytes.count).contains(offset) else { return BoundedSearch(match: nil, work: 1, wasGivenUp: false) }
      var matcher = CaptureMatcher(program: program, text: bytes, reach: anchoring.reach, mostWork: mostWork)
      let slots = matcher.match(from: offset)
      // Making the matcher takes a while for a large pattern.
      let work = matcher.work + program.instructions.count / 8 + 1
      return BoundedSearch(
        match: slots.map { PatternMatch(slots: $0, groupNames: program.groupNames) }, work: work,
        wasGivenUp: matcher.hasGivenUp)
    }
  }
}

extension RegularExpression.Anchoring {
  fileprivate var reach: CaptureMatcher.Reach {
    switch self {
    case .none: .anywhere
    case .start: .here
    case .whole: .whole
    }
  }
}
