import JSON

/// A workflow of the tasks dialect, made by chance: a graph in which several tasks may be active at once, with joins,
/// failures that are routed, and ways back.
struct RandomTasks {
  var dice: Chance

  mutating func document() -> JSONValue {
    let count = dice.number(1...8)
    var targets = [[Int]](repeating: [], count: count)
    var arrivals = [Int](repeating: 0, count: count)
    for to in 1..<max(count, 1) where dice.happens(85) {
      for _ in 0..<dice.number(1...2) {
        targets[dice.number(0...(to - 1))].append(to)
        arrivals[to] += 1
      }
    }
    // A way back may lead only to where the run gets by another way too.
    if dice.happens(40), let to = dice.pick(of: (1..<max(count, 1)).filter { arrivals[$0] > 0 }) {
      targets[dice.number(to...(count - 1))].append(to)
    }
    let tasks = (0..<count).map { JSONValue.object(task($0, to: targets[$0], arrivals: arrivals[$0])) }
    return [
      "ref": "random", "vars": ["n": 1, "list": [1, 2, 3]], "tasks": .array(tasks),
      "output_map": dice.pick(["n": "{{ vars.n }}"], [:]),
    ]
  }

  private mutating func task(_ number: Int, to targets: [Int], arrivals: Int) -> JSONObject {
    var task = work()
    task["name"] = .string("t\(number)")
    if dice.happens(15) { task["when"] = .string(dice.pick("{{ vars.n < 3 }}", "{{ false }}")) }
    if dice.happens(15) { task["delay"] = .integer(Int64(dice.number(0...30))) }
    if arrivals > 1, dice.happens(50) { task["join"] = .integer(Int64(dice.number(1...arrivals))) }
    guard !targets.isEmpty || dice.happens(40) else { return task }
    task["next"] = .array(targets.map { transition(to: [$0]) } + (targets.isEmpty ? [transition(to: [])] : []))
    return task
  }

  private mutating func transition(to targets: [Int]) -> JSONValue {
    var transition: JSONObject = [:]
    if dice.happens(60) {
      transition["when"] = .string(
        dice.pick(
          "{{ succeeded() }}", "{{ failed() }}", "{{ failed() or timed_out() }}", "{{ vars.n < 4 }}", "{{ skipped() }}")
      )
    }
    if targets.isEmpty || dice.happens(40) { transition["publish"] = [["n": "{{ vars.n + 1 }}"]] }
    if !targets.isEmpty { transition["do"] = .array(targets.map { .string("t\($0)") }) }
    return .object(transition)
  }

  private mutating func work() -> JSONObject {
    var task: JSONObject = ["action": "core.noop"]
    switch dice.number(1...8) {
    case 1: task = ["action": "core.ask", "input": ["prompt": "Go?"]]
    case 2: task = ["type": "workflow", "workflow": "other", "input": ["a": 1]]
    case 3:
      let inner: [JSONValue] = (0..<dice.number(1...3)).map { ["name": .string("p\($0)"), "action": "core.noop"] }
      task = ["type": "parallel", "tasks": .array(inner)]
    case 4:
      task["with_items"] = "{{ vars.list }}"
      task["concurrency"] = .integer(Int64(dice.number(1...3)))
    default: break
    }
    if dice.happens(25) { task["timeout"] = .integer(Int64(dice.number(1...60))) }
    if task["action"] != "core.ask", dice.happens(25) { task["retry"] = ["count": 1, "delay": dice.pick(0, 5)] }
    return task
  }
}
