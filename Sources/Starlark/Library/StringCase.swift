/// Methods of strings about letters and their case.
enum StringCase {
  static let table: [String: BuiltinObject.Body] = [
    "upper": { call throws(EvaluationError) in try mapped(call) { scalar, _ in upper(scalar) } },
    "lower": { call throws(EvaluationError) in try mapped(call) { scalar, _ in lower(scalar) } },
    "capitalize": { call throws(EvaluationError) in
      try mapped(call) { scalar, before in
        before == nil ? title(scalar) : lower(scalar)
      }
    },
    "title": { call throws(EvaluationError) in
      try mapped(call) { scalar, before in
        before.map(isLetter) == true ? lower(scalar) : title(scalar)
      }
    },
    "isalpha": { call throws(EvaluationError) in try all(call, isLetter) },
    "isdigit": { call throws(EvaluationError) in try all(call) { $0.properties.generalCategory == .decimalNumber } },
    "isalnum": { call throws(EvaluationError) in
      try all(call) { isLetter($0) || $0.properties.generalCategory == .decimalNumber }
    },
    "isspace": { call throws(EvaluationError) in try all(call) { $0.properties.isWhitespace } },
    "isupper": { call throws(EvaluationError) in try cased(call, isUpper: true) },
    "islower": { call throws(EvaluationError) in try cased(call, isUpper: false) },
    "istitle": { call throws(EvaluationError) in try isTitle(call) },
  ]

  // Unicode's simple mappings, one character for one: "ß" has no capital then. The standard library has only the full
  // ones; where these give several characters, the simple one is the title case if that is single, or else nothing.

  private static func upper(_ scalar: Unicode.Scalar) -> String {
    single(scalar.properties.uppercaseMapping) ?? title(scalar)
  }

  private static func title(_ scalar: Unicode.Scalar) -> String {
    single(scalar.properties.titlecaseMapping) ?? String(scalar)
  }

  /// The one exception: İ, whose full mapping keeps the dot.
  private static func lower(_ scalar: Unicode.Scalar) -> String {
    single(scalar.properties.lowercaseMapping) ?? (scalar == "\u{130}" ? "i" : String(scalar))
  }

  private static func single(_ mapping: String) -> String? { mapping.unicodeScalars.count == 1 ? mapping : nil }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .uppercaseLetter || scalar.properties.generalCategory == .titlecaseLetter
  }

  private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .lowercaseLetter
  }

  /// The text with each character replaced, knowing the one before it. Bytes that are no characters stay.
  private static func mapped(
    _ call: Call, _ transform: (Unicode.Scalar, Unicode.Scalar?) -> String
  ) throws(EvaluationError) -> Value {
    try call.takes(0...0)
    let bytes = try call.text()
    var out = TextBuffer(in: call.thread)
    var before: Unicode.Scalar?
    var place = 0
    while place < bytes.count {
      let length = UTF8Decoding.scalarLength(bytes, at: place)
      guard length > 0 else {
        try out.append(byte: bytes[place])
        (before, place) = (nil, place + 1)
        continue
      }
      let scalar = UTF8Decoding.scalar(bytes, at: place).scalar
      try out.append(transform(scalar, before))
      (before, place) = (scalar, place + length)
    }
    return try out.string()
  }

  private static func scalars(_ call: Call) throws(EvaluationError) -> String.UnicodeScalarView {
    try call.takes(0...0)
    return String(decoding: try call.text(), as: UTF8.self).unicodeScalars
  }

  private static func all(_ call: Call, _ test: (Unicode.Scalar) -> Bool) throws(EvaluationError) -> Value {
    let scalars = try scalars(call)
    return .bool(!scalars.isEmpty && scalars.allSatisfy(test))
  }

  private static func cased(_ call: Call, isUpper wantsUpper: Bool) throws(EvaluationError) -> Value {
    var hasCased = false
    for scalar in try scalars(call) {
      // A titlecase letter, one sign for 'Dž', is neither upper nor lower.
      switch scalar.properties.generalCategory {
      case .uppercaseLetter where wantsUpper, .lowercaseLetter where !wantsUpper: hasCased = true
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter: return .bool(false)
      default: continue
      }
    }
    return .bool(hasCased)
  }

  /// Capitals only after characters without case, small letters only after letters.
  private static func isTitle(_ call: Call) throws(EvaluationError) -> Value {
    var hasCased = false
    var afterCased = false
    for scalar in try scalars(call) {
      if isUpper(scalar) {
        if afterCased || scalar.properties.titlecaseMapping != String(Character(scalar)) { return .bool(false) }
        (hasCased, afterCased) = (true, true)
      } else if isLower(scalar) {
        if !afterCased { return .bool(false) }
      } else {
        afterCased = false
      }
    }
    return .bool(hasCased)
  }
}
