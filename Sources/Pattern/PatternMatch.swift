/// Where an expression matched. All ranges are UTF-8 bytes of the text.
public struct PatternMatch: Hashable, Sendable {
  public let range: Range<Int>
  /// The groups 1, 2, …; nil for those that took no part.
  public let groups: [Range<Int>?]
  private let groupNames: [String?]

  init(slots: [Int], groupNames: [String?]) {
    range = slots[0]..<slots[1]
    groups = groupNames.indices.map { index in
      let (start, end) = (slots[index * 2 + 2], slots[index * 2 + 3])
      return start >= 0 && end >= start ? start..<end : nil
    }
    self.groupNames = groupNames
  }

  /// What the group of a name matched; nil where it took no part or there is none of that name.
  public subscript(name: String) -> Range<Int>? {
    groupNames.firstIndex(of: name).flatMap { groups[$0] }
  }

  /// The text in such a range of the text that was searched.
  public static func text(of range: Range<Int>, in text: String) -> String {
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: range.lowerBound)
    let end = text.utf8.index(start, offsetBy: range.count)
    return String(text[start..<end])
  }
}
