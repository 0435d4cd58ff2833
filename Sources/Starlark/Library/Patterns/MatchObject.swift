import Pattern

/// What `re.search` and its relatives give.
final class MatchObject: HostObject {
  private let match: PatternMatch
  private let search: TextSearch
  private let groupNames: [String?]

  init(_ match: PatternMatch, _ search: TextSearch, in thread: Thread) throws(EvaluationError) {
    self.match = match
    self.search = search
    groupNames = search.expression.groupNames
    try super.init(bytes: search.text.utf8.count + match.groups.count * Cost.value, in: thread)
  }

  override var typeName: String { "re.Match" }
  override var text: String { "<re.Match at \(match.range.lowerBound) to \(match.range.upperBound)>" }
  override var attributeNames: [String] { Self.methods.keys.sorted() }

  override func attribute(_ name: String) -> Value? {
    Self.methods[name].map { .builtin(BuiltinObject(method: name, of: .host(self), $0)) }
  }

  private static let methods: [String: BuiltinObject.Body] = [
    "group": { call throws(EvaluationError) in
      try call.takes(0...1)
      let match = try receiver(call)
      return try match.search.value(of: try match.range(call))
    },
    "groups": { call throws(EvaluationError) in
      try call.takes(0...0)
      let match = try receiver(call)
      var groups: [Value] = []
      for group in match.match.groups { groups.append(try match.search.value(of: group)) }
      return try call.thread.tuple(groups)
    },
    "groupdict": { call throws(EvaluationError) in
      try call.takes(0...0)
      let match = try receiver(call)
      let dict = try DictObject(in: call.thread)
      for (index, name) in match.groupNames.enumerated() {
        guard let name else { continue }
        let value = try match.search.value(of: match.match.groups[index])
        try dict.insertUnchecked(try call.thread.string(name), value, in: call.thread)
      }
      return .dict(dict)
    },
    "start": { call throws(EvaluationError) in
      try call.takes(0...1)
      return .int(try receiver(call).range(call)?.lowerBound ?? -1)
    },
    "end": { call throws(EvaluationError) in
      try call.takes(0...1)
      return .int(try receiver(call).range(call)?.upperBound ?? -1)
    },
  ]

  private static func receiver(_ call: Call) throws(EvaluationError) -> MatchObject {
    guard case .host(let host) = call.receiver, let match = host as? MatchObject else {
      throw call.failure("needs a match")
    }
    return match
  }

  /// The whole match, or the group that the argument names.
  private func range(_ call: Call) throws(EvaluationError) -> Range<Int>? {
    guard call.count == 1 else { return match.range }
    if case .string(let name) = call[0] {
      guard let index = groupNames.firstIndex(of: name.text) else {
        throw call.failure("there is no group '\(name.text)'")
      }
      return match.groups[index]
    }
    let index = try call.int(call[0], "the group")
    guard index >= 0, index <= match.groups.count else { throw call.failure("there is no group \(index)") }
    return index == 0 ? match.range : match.groups[index - 1]
  }
}

/// What `re.sub` puts in the place of a match: a text with `\\1` and `\\g<name>`, or a function of the match.
struct Replacement {
  private enum Part {
    case text([UInt8])
    case group(Int)
  }

  private var parts: [Part] = []
  private var function: Value?
  private let call: Call

  init(_ value: Value, _ expression: RegularExpression, _ call: Call) throws(EvaluationError) {
    self.call = call
    if value.isCallable {
      function = value
      return
    }
    let bytes = Array(try call.text(of: value, "the replacement").utf8)
    var place = 0
    while place < bytes.count {
      let end = bytes[place...].firstIndex(of: UInt8(ascii: "\\")) ?? bytes.count
      parts.append(.text(Array(bytes[place..<end])))
      place = end
      if end < bytes.count { parts.append(try Self.escape(bytes, &place, expression, call)) }
    }
  }

  private static func escape(
    _ bytes: [UInt8], _ place: inout Int, _ expression: RegularExpression, _ call: Call
  ) throws(EvaluationError) -> Part {
    let next = place + 1 < bytes.count ? bytes[place + 1] : 0
    place += 2
    switch next {
    case UInt8(ascii: "\\"): return .text([next])
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let index = Int(next - UInt8(ascii: "0"))
      guard index <= expression.groupCount else { throw call.failure("there is no group \(index)") }
      return .group(index)
    case UInt8(ascii: "g"):
      guard place < bytes.count, bytes[place] == UInt8(ascii: "<"),
        let end = bytes[place...].firstIndex(of: UInt8(ascii: ">"))
      else { throw call.failure("\\g needs a name: \\g<name>") }
      let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
      place = end + 1
      if let index = Int(name), (0...expression.groupCount).contains(index) { return .group(index) }
      guard let index = expression.groupNames.firstIndex(of: name) else {
        throw call.failure("there is no group '\(name)'")
      }
      return .group(index + 1)
    default: throw call.failure("a backslash in the replacement must be doubled")
    }
  }

  func write(_ match: PatternMatch, _ search: TextSearch, to out: inout TextBuffer) throws(EvaluationError) {
    if let function {
      let object = Value.host(try MatchObject(match, search, in: call.thread))
      return try out.append(try call.string(try call.thread.call(function, object), "the function's result").bytes)
    }
    for part in parts {
      switch part {
      case .text(let bytes): try out.append(bytes)
      case .group(let index):
        let range = index == 0 ? match.range : match.groups[index - 1]
        if let range { try out.append(Array(search.text.utf8.dropFirst(range.lowerBound).prefix(range.count))) }
      }
    }
  }
}
