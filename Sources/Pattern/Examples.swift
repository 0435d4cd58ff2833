extension RegularExpression {
  /// A few texts in which the expression matches, short and simple ones first; maybe none, if it is full of assertions.
  ///
  /// - Parameter length: how many characters some of the examples should have at least, as far as repetitions allow it.
  public func examples(length: Int = 0) -> [String] {
    var parser = PatternParser(source, options: options, limits: .standard)
    guard let tree = try? parser.parse() else { return [] }
    var examples: [String] = []
    for repeats in [0, 1, 2, 3, 8, length] where repeats <= ExampleWriter.longest {
      for variant in 0..<3 {
        var writer = ExampleWriter(repeats: repeats, variant: variant)
        writer.write(tree)
        let text = String(writer.scalars)
        if writer.scalars.count <= ExampleWriter.longest,
          !examples.contains(where: { $0.utf8.elementsEqual(text.utf8) }),
          matches(text)
        {
          examples.append(text)
        }
      }
    }
    return examples
  }
}

/// Writes one text along a pattern's tree. Assertions are left to luck: the result has to be matched.
private struct ExampleWriter {
  let repeats: Int
  let variant: Int
  var scalars = String.UnicodeScalarView()

  static let longest = 5_000

  init(repeats: Int, variant: Int) { (self.repeats, self.variant) = (repeats, variant) }

  mutating func write(_ tree: PatternTree) {
    switch tree {
    case .empty, .assertion: break
    case .scalar(let scalar, _): scalars.append(scalar)
    case .set(let set): if let scalar = set.example(variant) { scalars.append(scalar) }
    case .sequence(let parts): for part in parts { write(part) }
    case .alternation(let ways): write(ways[variant % ways.count])
    case .group(let part, _): write(part)
    case .repetition(let part, let bounds, _):
      let count = min(max(bounds.minimum, bounds.minimum &+ repeats), bounds.maximum ?? .max)
      var written = 0
      while written < count, scalars.count <= Self.longest {
        write(part)
        written += 1
      }
    }
  }
}

extension ScalarSet {
  /// A member, a plain one if there is one; nil if none is found among the characters of living languages.
  fileprivate func example(_ variant: Int) -> Unicode.Scalar? {
    let plain: [ClosedRange<UInt32>] = [0x61...0x7A, 0x30...0x39, 0x41...0x5A, 0x20...0x7E, 0...0x7F, 0xA0...0xFFF]
    var members: [Unicode.Scalar] = []
    for value in plain.joined() where contains(value) {
      if let scalar = Unicode.Scalar(value), !members.contains(scalar) { members.append(scalar) }
      if members.count > variant { break }
    }
    return members.isEmpty ? nil : members[variant % members.count]
  }
}
