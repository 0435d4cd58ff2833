import Yams

/// Finds where a key is repeated. Yams tells only where it stands first.
///
/// The places that spell the key are known from the text, though not which of them are keys of that object. So the
/// text is read again with the last places respelled: as long as the first repetition is among the respelled, the
/// complaint about the key is gone. The number of places to respell is found by halving.
struct RepeatedKeySearch {
  let text: String
  let key: String
  let first: SourcePosition

  /// More places than this are not searched through; the complaint then names the first place only.
  private static let maximumPlaces = 4_096

  /// Nil where the key is spelled in different ways (with escapes, say).
  func secondPosition() -> SourcePosition? {
    let places = self.places()
    guard !places.isEmpty, places.count <= RepeatedKeySearch.maximumPlaces, repeats(respelling: []) else { return nil }
    var (kept, complained) = (0, places.count)
    guard !repeats(respelling: places[...]) else { return nil }
    while complained - kept > 1 {
      let middle = (kept + complained) / 2
      if repeats(respelling: places[middle...]) { complained = middle } else { kept = middle }
    }
    return position(of: places[complained - 1])
  }

  /// Whether the text, with other letters in some places, still repeats the key.
  private func repeats(respelling places: ArraySlice<Range<String.Index>>) -> Bool {
    var respelled = ""
    var start = text.startIndex
    for (number, place) in places.enumerated() {
      respelled += text[start..<place.lowerBound]
      respelled += "x\u{F7A2}\(number)"
      start = place.upperBound
    }
    respelled += text[start...]
    do {
      _ = try YAMLText.compose(respelled)
      return false
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      return keys.first == key && SourcePosition(context.mark) == first
    } catch {
      return false
    }
  }

  /// Every place behind the first key that spells it as a word of its own, outside of anchors and aliases.
  private func places() -> [Range<String.Index>] {
    guard !key.isEmpty else { return [] }
    let scalars = text.unicodeScalars
    var places: [Range<String.Index>] = []
    // Behind the first key's own spelling, which may begin with a quotation mark.
    var index = scalars.index(startOfFirst(), offsetBy: 2, limitedBy: scalars.endIndex) ?? scalars.endIndex
    while index < scalars.endIndex, places.count <= RepeatedKeySearch.maximumPlaces {
      if scalars[index...].starts(with: key.unicodeScalars) {
        let end = scalars.index(index, offsetBy: key.unicodeScalars.count)
        if isWord(index..<end) { places.append(index..<end) }
        index = end
      } else {
        index = scalars.index(after: index)
      }
    }
    return places
  }

  private func isWord(_ range: Range<String.Index>) -> Bool {
    let scalars = text.unicodeScalars
    let before = range.lowerBound > scalars.startIndex ? scalars[scalars.index(before: range.lowerBound)] : "\n"
    let after = range.upperBound < scalars.endIndex ? scalars[range.upperBound] : "\n"
    return " \t\r\n{,'\"".unicodeScalars.contains(before) && " \t\r\n:'\"".unicodeScalars.contains(after)
  }

  private func startOfFirst() -> String.Index {
    let scalars = text.unicodeScalars
    var (index, line) = (scalars.startIndex, 1)
    while line < first.line, index < scalars.endIndex {
      if scalars[index] == "\n" { line += 1 }
      index = scalars.index(after: index)
    }
    return scalars.index(index, offsetBy: first.column - 1, limitedBy: scalars.endIndex) ?? scalars.endIndex
  }

  private func position(of place: Range<String.Index>) -> SourcePosition {
    let scalars = text.unicodeScalars
    let before = scalars[..<place.lowerBound]
    var column = before.reversed().prefix { $0 != "\n" }.count + 1
    // A quoted key begins at its quotation mark.
    if let last = before.last, last == "'" || last == "\"" { column -= 1 }
    return SourcePosition(line: before.count { $0 == "\n" } + 1, column: column)
  }
}
