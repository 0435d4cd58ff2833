public import JSON

extension FrameState {
  /// The state as it is stored with its frame; members that are empty are left out.
  public var json: JSONValue {
    var object: JSONObject = [:]
    if !visits.isEmpty { object["visits"] = FrameState.visitsJSON(visits) }
    if data != .null { object["data"] = data }
    if !context.isEmpty { object["context"] = .object(context) }
    if !writes.isEmpty { object["writes"] = .array(writes.map(\.json)) }
    if !locals.isEmpty { object["locals"] = .object(locals) }
    if !pending.isEmpty { object["pending"] = FrameState.json(of: pending) }
    if tokens != 0 { object["tokens"] = .integer(Int64(tokens)) }
    if !arrivals.isEmpty { object["arrivals"] = FrameState.json(of: arrivals) }
    if isDone { object["done"] = true }
    object["caught"] = caught?.json
    object["failing"] = failing?.json
    if size != 0 { object["size"] = .integer(Int64(size)) }
    return .object(object)
  }

  /// Reads what ``json`` wrote.
  public init(json: JSONValue) throws(InvariantViolation) {
    self.init(
      visits: FrameState.visits(of: json["visits"]), data: json["data"] ?? .null,
      context: json["context"]?.objectValue ?? [:], locals: json["locals"]?.objectValue ?? [:],
      pending: FrameState.numbers(json["pending"]), tokens: Int(json["tokens"]?.integerValue ?? 0),
      arrivals: FrameState.counts(json["arrivals"]), isDone: json["done"] == true,
      caught: json["caught"].flatMap(RunError.init(json:)),
      failing: json["failing"].flatMap(RunError.init(json:)), size: Int(json["size"]?.integerValue ?? 0))
    for write in json["writes"]?.arrayValue ?? [] { writes.append(try ContextWrite(json: write)) }
  }

  static func json(of nodes: [Int]) -> JSONValue { .array(nodes.map { .integer(Int64($0)) }) }

  /// A single number is what older versions wrote.
  static func numbers(_ json: JSONValue?) -> [Int] {
    if let number = json?.integerValue { return [Int(number)] }
    return (json?.arrayValue ?? []).compactMap { $0.integerValue.map(Int.init) }
  }

  /// `{node: count}` in the nodes' order.
  static func json(of counts: [Int: Int]) -> JSONValue {
    .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ("\($0.key)", .integer(Int64($0.value))) }))
  }

  static func counts(_ json: JSONValue?) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for (node, count) in json?.objectValue ?? [:] {
      if let node = Int(node), let count = count.integerValue { counts[node] = Int(count) }
    }
    return counts
  }

  static func visitsJSON(_ visits: [String: Int]) -> JSONValue {
    .object(JSONObject(visits.sorted { $0.key < $1.key }.map { ($0.key, .integer(Int64($0.value))) }))
  }

  static func visits(of json: JSONValue?) -> [String: Int] {
    guard let object = json?.objectValue else { return [:] }
    var visits: [String: Int] = [:]
    for (name, count) in object { visits[name] = count.integerValue.map(Int.init) }
    return visits
  }
}

extension ContextWrite {
  /// `[path, value]`
  var json: JSONValue { [.array(path.map(JSONValue.string)), value] }

  init(json: JSONValue) throws(InvariantViolation) {
    guard let path = json[0]?.arrayValue, let value = json[1] else {
      throw InvariantViolation("a stored context write is not [path, value]")
    }
    self.init(path: path.compactMap(\.stringValue), value: value)
  }
}

extension Frame.Kind {
  /// As stored: `root`, `branch:0:pods`, `iteration:12`, `pass:3`, `body:1`, `handler:0`, `finally`.
  public var text: String {
    switch self {
    case .root: "root"
    case .branch(let index, let name): "branch:\(index):\(name)"
    case .iteration(let index): "iteration:\(index)"
    case .pass(let index): "pass:\(index)"
    case .body(let attempt): "body:\(attempt)"
    case .handler(let index): "handler:\(index)"
    case .finally: "finally"
    }
  }

  /// Reads what ``text`` wrote; nil when it is none of the kinds.
  public init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("root", 1):
      self = .root
    case ("branch", 3):
      guard let index = Int(parts[1]) else { return nil }
      self = .branch(index: index, name: String(parts[2]))
    case ("finally", 1):
      self = .finally
    case (let word?, 2):
      guard let number = Int(parts[1]) else { return nil }
      self.init(word: word, number: number)
    default:
      return nil
    }
  }

  private init?(word: Substring, number: Int) {
    switch word {
    case "iteration": self = .iteration(index: number)
    case "pass": self = .pass(index: number)
    case "body": self = .body(attempt: number)
    case "handler": self = .handler(index: number)
    default: return nil
    }
  }
}

extension Step.Progress {
  /// `[total, next, open, succeeded, failed]`, as stored; an ending follows where there is one, or `joined`.
  public var json: JSONValue {
    let numbers: [JSONValue] = [total, next, open, succeeded, failed].map { .integer(Int64($0)) }
    let words = [ending?.rawValue, hasJoined ? Self.joined : nil].compactMap { $0.map(JSONValue.string) }
    return .array(numbers + words)
  }

  /// Reads what ``json`` wrote; nil when the value is something else.
  public init?(json: JSONValue) {
    let numbers = (json.arrayValue ?? []).compactMap { $0.integerValue.map(Int.init) }
    guard numbers.count == 5 else { return nil }
    self.init(total: numbers[0], next: numbers[1], open: numbers[2], succeeded: numbers[3], failed: numbers[4])
    ending = json[5]?.stringValue.flatMap(Ending.init(rawValue:))
    hasJoined = json[5]?.stringValue == Self.joined
  }

  private static let joined = "joined"
}
