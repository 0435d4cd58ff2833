/// Compares secrets: the time it takes tells only their lengths.
public func areEqualInConstantTime(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  guard one.count == other.count else { return false }
  var difference: UInt8 = 0
  for (one, other) in zip(one, other) { difference |= one ^ other }
  return difference == 0
}

/// Compares secret texts by their UTF-8.
public func areEqualInConstantTime(_ one: String, _ other: String) -> Bool {
  areEqualInConstantTime(Array(one.utf8), Array(other.utf8))
}
