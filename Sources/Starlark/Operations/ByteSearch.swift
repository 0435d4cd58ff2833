/// Finds bytes in bytes, in time linear in both.
enum ByteSearch {
  /// Eight bytes at a time, as the standard library doesn't.
  static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return one.withUnsafeBytes { one in
      other.withUnsafeBytes { other in
        var place = 0
        while place + 8 <= one.count {
          let first = one.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          if first != other.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
          place += 8
        }
        while place < one.count {
          if one[place] != other[place] { return false }
          place += 1
        }
        return true
      }
    }
  }

  /// Where `part` begins first at or after `start`, ending at or before `end`.
  static func first(_ part: [UInt8], in whole: [UInt8], from start: Int = 0, to end: Int? = nil) -> Int? {
    let end = end ?? whole.count
    guard start >= 0, start <= end - part.count else { return nil }
    if part.isEmpty { return start }
    if part.count == 1 { return whole[start..<end].firstIndex(of: part[0]) }
    if (end - start) * part.count <= smallSearch { return simpleSearch(part, whole, start, end) }
    return search(count: end - start, part.count, whole: { whole[start + $0] }, part: { part[$0] }).map { start + $0 }
  }

  /// Where `part` begins last.
  static func last(_ part: [UInt8], in whole: [UInt8], from start: Int = 0, to end: Int? = nil) -> Int? {
    let end = end ?? whole.count
    guard start >= 0, start <= end - part.count else { return nil }
    if part.isEmpty { return end }
    let found = search(
      count: end - start, part.count, whole: { whole[end - 1 - $0] }, part: { part[part.count - 1 - $0] })
    return found.map { end - $0 - part.count }
  }

  /// Comparisons up to here cost less than the preparation that avoids them.
  private static let smallSearch = 16_384

  private static func simpleSearch(_ part: [UInt8], _ whole: [UInt8], _ start: Int, _ end: Int) -> Int? {
    whole.withUnsafeBufferPointer { whole in
      part.withUnsafeBufferPointer { part in
        var place = start
        while place <= end - part.count {
          var matched = 0
          while matched < part.count, whole[place + matched] == part[matched] { matched += 1 }
          if matched == part.count { return place }
          place += 1
        }
        return nil
      }
    }
  }

  /// Knuth, Morris and Pratt: no text makes it slow, which a budget in steps relies on.
  @inline(__always)
  private static func search(
    count: Int, _ length: Int, whole: (Int) -> UInt8, part: (Int) -> UInt8
  ) -> Int? {
    let borders = borders(length, part)
    var matched = 0
    for place in 0..<count {
      while matched > 0, whole(place) != part(matched) { matched = borders[matched - 1] }
      if whole(place) == part(matched) { matched += 1 }
      if matched == length { return place + 1 - length }
    }
    return nil
  }

  /// For each prefix the length of its longest proper border.
  private static func borders(_ length: Int, _ part: (Int) -> UInt8) -> [Int] {
    var borders = [Int](repeating: 0, count: length)
    var matched = 0
    for place in 1..<max(1, length) {
      while matched > 0, part(place) != part(matched) { matched = borders[matched - 1] }
      if part(place) == part(matched) { matched += 1 }
      borders[place] = matched
    }
    return borders
  }
}
