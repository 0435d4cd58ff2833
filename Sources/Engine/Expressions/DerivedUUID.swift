import Digest
import Starlark

/// `uuid(name)`: an identifier that follows from the place in the run's history and a name, so that a replay gives the
/// same one.
///
/// RFC 9562, version 8: the first 122 bits of SHA-256 of the seed and the name.
enum DerivedUUID {
  static func function(seed: String) -> BuiltinObject {
    BuiltinObject("uuid") { call throws(EvaluationError) in
      guard case .string(let name) = try call.one() else { throw call.failure("the name must be a text") }
      return try call.thread.string(text(seed: seed, name: name.text))
    }
  }

  static func text(seed: String, name: String) -> String {
    var bytes = Array(sha256("\(seed)\0\(name)".utf8).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Hexadecimal.text(of: bytes)
    var parts: [Substring] = []
    var rest = digits[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }
}
