import JSON

@testable import Engine

/// A workflow of the states dialect, made by chance and valid by construction: every state leads to the next one of its
/// block, whatever else it may lead to, and the last one ends the block.
struct RandomDefinition {
  var dice: Chance
  /// How many states may still be made.
  private var left: Int
  private var names = 0

  /// Composites inside composites.
  static let depth = 4

  init(dice: Chance) {
    self.dice = dice
    left = self.dice.number(1...24)
  }

  static let input: JSONObject = ["n": 3, "flag": true, "list": [1, 2, 3], "text": "abc"]

  mutating func document() -> JSONValue {
    var names: [String] = []
    var top: JSONObject = ["id": "random"]
    top["states"] = .array(block(0, &names))
    if dice.happens(20), let name = dice.pick(of: names) { top["onFailure"] = .string(name) }
    if dice.happens(10) { top["timeoutSeconds"] = .integer(Int64(dice.number(1...600))) }
    if dice.happens(20) { top["concurrency"] = concurrency() }
    if dice.happens(10) { top["priority"] = .integer(Int64(dice.number(-10...10))) }
    if dice.happens(30) { top["vars"] = ["flag": false, "more": "{{ input.n + 1 }}"] }
    if dice.happens(20) { top["output"] = ["n": "{{ ctx.n }}"] }
    if dice.happens(10) { top["retryDefaults"] = ["maxAttempts": 2, "backoffSeconds": 5] }
    return .object(top)
  }

  private mutating func concurrency() -> JSONValue {
    var concurrency = JSONObject()
    if dice.happens(80) {
      concurrency["key"] = dice.pick("k", "{{ input.n }}", "{{ run.id }}/{{ input.text }}", "{{ input.list }}")
    }
    if dice.happens(50) { concurrency["limit"] = .integer(Int64(dice.number(1...3))) }
    if dice.happens(50) { concurrency["onLimit"] = dice.pick("queue", "reject", "cancelOldest") }
    return .object(concurrency)
  }

  /// The states of one block.
  mutating func block(_ depth: Int, _ names: inout [String]) -> [JSONValue] {
    let count = max(1, min(dice.number(1...(depth == 0 ? 6 : 3)), left))
    names = (0..<count).map { _ in newName() }
    left -= count
    var states: [JSONValue] = []
    for (index, name) in names.enumerated() {
      let next = index + 1 < count ? names[index + 1] : nil
      states.append(.object(state(name, next: next, among: names, depth)))
    }
    return states
  }

  mutating func block(inside depth: Int) -> JSONValue {
    var names: [String] = []
    return .array(block(depth + 1, &names))
  }

  private mutating func newName() -> String {
    names += 1
    return "s\(names)"
  }

  // MARK: States

  private mutating func state(_ name: String, next: String?, among names: [String], _ depth: Int) -> JSONObject {
    let type = kind(isLast: next == nil, depth)
    var state: JSONObject = ["name": .string(name)]
    state = state.merging(fields(of: type, among: names, depth))
    let ends = type == .fail || type == .succeed
    if ends ? next != nil : dice.happens(12) { state["if"] = .string(condition()) }
    if let next {
      if type == .switch { state["defaultNext"] = .string(next) }
      if type != .switch || state["if"] != nil { state["next"] = .string(next) }
    } else if !ends, dice.happens(50) {
      state["end"] = true
    }
    if !ends { addRoutes(to: &state, of: type, among: names) }
    addData(to: &state, of: type)
    return state
  }

  private mutating func kind(isLast: Bool, _ depth: Int) -> StateType {
    let composites: [StateType] = [.parallel, .foreach, .while, .try]
    if depth < Self.depth, left > 0, dice.happens(45), let type = dice.pick(of: composites) { return type }
    let type = dice.pick(of: StateType.allCases.filter { !composites.contains($0) }) ?? .operation
    if type == .switch, isLast { return .operation }
    // Ends are many among few states.
    return (type == .fail || type == .succeed) && dice.happens(75) ? .operation : type
  }

  private mutating func addRoutes(to state: inout JSONObject, of type: StateType, among names: [String]) {
    let takesTime: [StateType] = [.operation, .parallel, .foreach, .while, .try, .workflow]
    if takesTime.contains(type), dice.happens(30) { state["retry"] = retry() }
    if takesTime.contains(type) || type == .await || type == .humanApproval, dice.happens(30), state["wait"] == nil {
      state["timeoutSeconds"] = .integer(Int64(dice.number(1...120)))
    }
    if type != .try, dice.happens(20) {
      state["catch"] = .array((0..<dice.number(1...2)).map { _ in handler(among: names) })
    }
    switch dice.number(1...10) {
    case 1: state["onError"] = "continue"
    case 2: state["errorNext"] = name(among: names)
    default: break
    }
  }

  private mutating func handler(among names: [String]) -> JSONValue {
    var handler: JSONObject = dice.happens(25) ? ["end": true] : ["next": name(among: names)]
    if dice.happens(60) { handler["errors"] = [.string(Self.errorType(&dice))] }
    if dice.happens(20) { handler["if"] = "error.type != 'odd'" }
    if dice.happens(30) { handler["resultPath"] = "problem" }
    return .object(handler)
  }

  mutating func retry() -> JSONValue {
    var retry: JSONObject = ["maxAttempts": .integer(Int64(dice.number(1...3)))]
    if dice.happens(70) { retry["backoffSeconds"] = .integer(Int64(dice.number(0...20))) }
    if dice.happens(30) { retry["backoff"] = .string(dice.pick("constant", "linear", "exponential")) }
    if dice.happens(20) { retry["jitter"] = "full" }
    if dice.happens(20) { retry["maxElapsedSeconds"] = 60 }
    if dice.happens(20) { retry["retryOn"] = [.string(Self.errorType(&dice))] }
    if dice.happens(20) { retry["if"] = .string(dice.pick("attempt < 2", "error.type == 'odd'", "missing")) }
    return .object(retry)
  }

  private mutating func addData(to state: inout JSONObject, of type: StateType) {
    let silent: [StateType] = [.sleep, .emit, .fail, .succeed]
    guard !silent.contains(type) else { return }
    if type == .operation, dice.happens(30) { state["input"] = ["n": "{{ ctx.n }}"] }
    if type == .operation, state["input"] == nil, dice.happens(10) { state["inputPath"] = "list" }
    if dice.happens(20) { state["resultPath"] = .string(dice.pick("a", "b.c", "n", "steps.s1.deep")) }
    if dice.happens(10) { state["output"] = dice.pick(["v": "{{ result }}"], "{{ ctx.n }}") }
  }

  // MARK: Values

  mutating func name(among names: [String]) -> JSONValue { .string(dice.pick(of: names) ?? "s1") }

  mutating func condition() -> String {
    if dice.happens(3) { return "missing" }
    return dice.pick(
      "True", "False", "ctx.n > 2", "ctx.flag", "len(ctx.list) > 1", "ctx.n % 2 == 0", "not ctx.flag",
      "len(keys(steps)) < 3")
  }

  /// Types of errors as agents and the engine give them.
  static func errorType(_ dice: inout Chance) -> String {
    dice.pick("agent_error", "timeout", "odd", "transient", "rejected", "validation", "cancelled", "retry_exhausted")
  }
}
