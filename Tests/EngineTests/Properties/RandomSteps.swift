import JSON

/// A workflow of the steps dialect, made by chance: a list whose steps lead on, back and past each other by how they
/// ended, some of them behind an approval.
struct RandomSteps {
  var dice: Chance

  mutating func document() -> JSONValue {
    let count = dice.number(1...8)
    let steps = (0..<count).map { JSONValue.object(step($0, of: count)) }
    return ["name": "random", "trigger": "manual", "steps": .array(steps)]
  }

  private mutating func step(_ number: Int, of count: Int) -> JSONObject {
    var step = work(number)
    step["id"] = .string("s\(number)")
    if dice.happens(20) { step["approvalRequired"] = true }
    if dice.happens(30) { step["timeout"] = .integer(Int64(dice.number(1...60) * 1_000)) }
    if dice.happens(15) { step["outputSchema"] = dice.pick(["type": "integer"], ["type": ["object", "null"]]) }
    if dice.happens(40) {
      step["branches"] = .array((0..<dice.number(1...2)).map { _ in branch(to: anyStep(of: count)) })
    }
    // Each step is reached, for its predecessor in the list leads to it by one outcome or the other.
    if number + 1 < count, dice.happens(30) {
      step["onFailure"] = .string("s\(number + 1)")
      step["onSuccess"] = anyStep(of: count)
    } else if dice.happens(30) {
      step["onFailure"] = anyStep(of: count)
    }
    return step
  }

  private mutating func anyStep(of count: Int) -> JSONValue { .string("s\(dice.number(0...(count - 1)))") }

  private mutating func branch(to target: JSONValue) -> JSONValue {
    let condition = dice.pick(
      "result === 1", "result !== null", "steps.s0.status == \"succeeded\"", "input.n > 2 && input.flag",
      "input.list.includes(2)", "input.text.startsWith(\"b\")", "result.x > 1")
    return ["condition": .string(condition), "goto": target]
  }

  private mutating func work(_ number: Int) -> JSONObject {
    switch dice.number(1...4) {
    case 1: ["action": "tool", "tool": "worker", "args": dice.pick(["a": "{{input.n}}"], ["a": "{{steps | json}}"])]
    case 2: ["action": "tool", "tool": "other", "args": ["why": "{{error}}"]]
    default: ["action": "noop"]
    }
  }
}
