import JSON

@testable import Engine

/// What makes a state one of its type.
extension RandomDefinition {
  mutating func fields(of type: StateType, among names: [String], _ depth: Int) -> JSONObject {
    switch type {
    case .operation:
      return dice.happens(70) ? ["type": "operation", "action": "noop"] : ["type": "agent", "agent": "worker"]
    case .humanApproval: return approval(among: names)
    case .switch:
      let conditions: [JSONValue] = (0..<dice.number(1...2)).map { _ in
        ["if": .string(condition()), "next": name(among: names)]
      }
      return ["type": "switch", "conditions": .array(conditions)]
    case .parallel: return parallel(depth)
    case .foreach: return foreach(depth)
    case .while:
      let condition = dice.pick("index < 2", "index < 3 and ctx.flag", "True", "index < len(ctx.list)")
      return [
        "type": "while", "condition": .string(condition), "maxIterations": .integer(Int64(dice.number(1...4))),
        "body": block(inside: depth),
      ]
    case .try: return tryBlock(depth)
    case .inject: return ["type": "inject", "data": ["n": .integer(Int64(dice.number(0...5))), "at": "{{ now }}"]]
    case .transform:
      return [
        "type": "transform",
        "expression": .string(dice.happens(5) ? "missing" : dice.pick("1 + 1", "[x for x in ctx.list]")),
      ]
    case .sleep: return ["type": "sleep", "duration": dice.pick(0, 5, 60, "{{ len(ctx.list) }}")]
    case .await: return wait()
    case .emit: return ["type": "emit", "event": .string(message()), "payload": dice.pick(1, "{{ ctx.n }}", nil)]
    case .workflow:
      var call: JSONObject = ["type": "workflow", "workflow": "other", "input": ["a": 1]]
      if dice.happens(25) { call["wait"] = false }
      return call
    case .fail: return ["type": "fail", "message": "stop", "errorType": .string(Self.errorType(&dice))]
    case .succeed: return dice.happens(50) ? ["type": "succeed"] : ["type": "succeed", "output": "{{ ctx.n }}"]
    }
  }

  /// The names of signals and events.
  private mutating func message() -> String { dice.pick("go", "stop", "news") }

  private mutating func approval(among names: [String]) -> JSONObject {
    var gate: JSONObject = ["type": "approval", "message": dice.pick("Go?", "Go with {{ ctx.n }}?")]
    if dice.happens(20) { gate["onReject"] = .string(dice.pick("fail", "cancel")) }
    if dice.happens(20) { gate["rejectNext"] = name(among: names) }
    if dice.happens(20) { gate["onTimeout"] = .string(dice.pick("reject", "approve", "fail")) }
    if dice.happens(20) { gate["timeoutNext"] = name(among: names) }
    if dice.happens(20) { gate["evidence"] = ["list"] }
    return gate
  }

  private mutating func wait() -> JSONObject {
    var wait: JSONObject = ["type": "await"]
    if dice.happens(60) {
      wait["signal"] = .string(message())
    } else {
      wait["event"] = .string(message())
      if dice.happens(30) { wait["lookback"] = 60 }
    }
    if dice.happens(30) { wait["correlation"] = dice.pick("a", "{{ ctx.text }}") }
    if dice.happens(30) { wait["filter"] = .string(dice.pick("event.payload == 1", "event.payload.x > 1", "True")) }
    return wait
  }

  private mutating func parallel(_ depth: Int) -> JSONObject {
    let count = dice.number(1...3)
    let branches: [JSONValue] = (0..<count).map { ["name": .string("b\($0)"), "states": block(inside: depth)] }
    var state: JSONObject = ["type": "parallel", "branches": .array(branches)]
    var join: JSONObject = [:]
    switch dice.number(1...3) {
    case 1: join["mode"] = "any"
    case 2: join = ["mode": "quorum", "count": .integer(Int64(dice.number(1...count)))]
    default: break
    }
    if !join.isEmpty, dice.happens(50) { join["cancelRest"] = .bool(dice.happens(30)) }
    if dice.happens(30) { join["onBranchError"] = "collect" }
    if !join.isEmpty { state["join"] = .object(join) }
    if dice.happens(30) {
      let collects = join["onBranchError"] != nil
      state["outputAggregation"] = .string(
        collects ? dice.pick("array", "first") : dice.pick("merge", "array", "first"))
    }
    return state
  }

  private mutating func foreach(_ depth: Int) -> JSONObject {
    var state: JSONObject = ["type": "foreach", "iterator": ["states": block(inside: depth)]]
    switch dice.number(1...3) {
    case 1: state["itemsPath"] = "ctx.list"
    case 2: state["items"] = "{{ [x for x in ctx.list if x > 1] }}"
    default: state["items"] = .array((0..<dice.number(0...5)).map { .integer(Int64($0)) })
    }
    if dice.happens(60) { state["maxConcurrency"] = .integer(Int64(dice.number(1...4))) }
    if dice.happens(30) { state["batchSize"] = .integer(Int64(dice.number(1...3))) }
    if dice.happens(40) {
      state["onItemError"] = "continue"
      if dice.happens(60) { state["toleratedFailures"] = .integer(Int64(dice.number(0...2))) }
    }
    return state
  }

  private mutating func tryBlock(_ depth: Int) -> JSONObject {
    var state: JSONObject = ["type": "try", "try": block(inside: depth)]
    if dice.happens(40) { state["finally"] = block(inside: depth) }
    guard state["finally"] == nil || dice.happens(70) else { return state }
    state["catch"] = .array(
      (0..<dice.number(1...2)).map { _ in
        var handler: JSONObject = [:]
        if dice.happens(50) { handler["errors"] = [.string(Self.errorType(&dice))] }
        if dice.happens(30) { handler["as"] = "problem" }
        if dice.happens(20) { handler["if"] = .string(dice.pick("error.attempt == 1", "error.type != 'odd'")) }
        if dice.happens(40) { handler["retry"] = retry() }
        if dice.happens(60) { handler["states"] = block(inside: depth) }
        return .object(handler)
      })
    return state
  }
}
