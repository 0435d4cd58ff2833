/// Writes JSON over several lines.
struct PrettyWriter {
  var compact = JSONWriter()

  mutating func write(_ value: JSONValue, indentation: Int) {
    switch value {
    case .array(let elements) where !elements.isEmpty:
      writeList("[", "]", count: elements.count, indentation) { writer, index, inner in
        writer.write(elements[index], indentation: inner)
      }
    case .object(let members) where !members.isEmpty:
      var iterator = members.makeIterator()
      writeList("{", "}", count: members.count, indentation) { writer, _, inner in
        guard let (name, value) = iterator.next() else { return }
        writer.compact.write(name)
        writer.compact.bytes.append(contentsOf: ": ".utf8)
        writer.write(value, indentation: inner)
      }
    default: compact.write(value)
    }
  }

  private mutating func writeList(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, count: Int, _ indentation: Int,
    item: (inout PrettyWriter, _ index: Int, _ indentation: Int) -> Void
  ) {
    compact.bytes.append(UInt8(ascii: open))
    for index in 0..<count {
      if index > 0 { compact.bytes.append(UInt8(ascii: ",")) }
      breakLine(indentation + 1)
      item(&self, index, indentation + 1)
    }
    breakLine(indentation)
    compact.bytes.append(UInt8(ascii: close))
  }

  private mutating func breakLine(_ indentation: Int) {
    compact.bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<indentation * 2 { compact.bytes.append(UInt8(ascii: " ")) }
  }
}
