import JSON

/// Decodes one task into the states that it stands for: the work itself, and before it the wait that `delay` asks for.
struct TaskDecoder {
  let findings: Findings
  let catalog: AgentCatalog?
  let expressions: TaskExpressions

  func states(of entry: TasksDecoder.Entry) -> [StateTree] {
    guard let reader = ObjectReader(entry.field, TaskKeys.task) else { return [] }
    guard let name = name(entry, reader) else { return [] }
    var state = StateTree(place: reader.place, name: name, kind: .unreadable)
    state.resultKeys = ["task", name.value, "result"]
    state.condition = reader.field("when").flatMap { expressions.condition($0) }
    readKind(reader, into: &state)
    state.join = reader.field("join")?.integer(in: 1...Self.mostArrivals)?.value
    state.transitions = TaskTransitions(findings: findings, expressions: expressions).read(reader)
    return delayed(state, by: reader.field("delay")?.duration(zeroAllowed: true))
  }

  private func name(_ entry: TasksDecoder.Entry, _ reader: ObjectReader) -> Sourced<String>? {
    guard let name = entry.name ?? reader.text("name") else {
      findings.report(.missingName, at: reader.place, "this task has no `name`", expected: "name")
      return nil
    }
    if TaskNames.reserved.contains(name.value) {
      findings.report(
        .invalidValue, at: name.place, "`\(name.value)` can't be a task's name", actual: name.value,
        hint: "expressions use that name for something else")
    }
    return name
  }

  // MARK: What the task does

  private func readKind(_ reader: ObjectReader, into state: inout StateTree) {
    switch reader.text("type")?.value ?? "action" {
    case "action": readAction(reader, into: &state)
    case "parallel": readParallel(reader, into: &state)
    case "workflow": readWorkflow(reader, into: &state)
    case let other:
      reader.field("type")?.invalid("`\(other)` is no type of task", expected: "action, parallel, workflow")
    }
  }

  private func readAction(_ reader: ObjectReader, into state: inout StateTree) {
    refuse(["tasks", "workflow"], of: reader, in: "an action")
    guard let items = reader.field("with_items") else {
      refuse(["batch_size", "concurrency"], of: reader, in: "a task without `with_items`")
      readWork(reader, expressions, into: &state)
      return
    }
    var work = StateTree(
      place: state.place, name: Sourced(value: state.name.value, place: state.name.place), kind: .unreadable)
    readWork(reader, expressions.with { $0.isInItems = true }, into: &work)
    iterate(work, over: items, reader, into: &state)
  }

  /// An action in short form, with its input, time and retries.
  private func readWork(_ reader: ObjectReader, _ expressions: TaskExpressions, into state: inout StateTree) {
    guard let action = reader.text("action") else { return reader.missing("action") }
    state.timeout = reader.duration("timeout")
    state.retry = TaskRetry(findings: findings, expressions: expressions).read(reader.field("retry"))
    switch action.value {
    case "core.ask": readAsk(reader, expressions, into: &state)
    case "core.noop", "core.echo":
      state.kind = .action(Sourced(value: "noop", place: action.place))
      state.input = reader.field("input").flatMap { expressions.template($0) }
    default:
      state.kind = .action(action)
      state.input = reader.field("input").flatMap { expressions.template($0) } ?? Self.nothing(at: reader.place)
    }
  }

  /// A task without `input` gets an empty object and not what flowed through the graph.
  private static func nothing(at place: Place) -> Sourced<JSONValue> { Sourced(value: [:], place: place) }

  // MARK: Items

  private func iterate(_ work: StateTree, over items: Field, _ reader: ObjectReader, into state: inout StateTree) {
    guard let list = list(items) else { return }
    var work = work
    work.resultKeys = ["result"]
    let block = BlockTree(place: state.place, start: nil, states: [work])
    var loop = ForeachTree(items: .template(list), block: block)
    loop.maxConcurrency = reader.field("concurrency")?.integer(in: 1...Limits().items)?.value ?? 1
    loop.batchSize = reader.field("batch_size")?.integer(in: 1...Limits().items)?.value
    state.kind = .foreach(loop)
    state.output = Sourced(value: "{{ [get(each, \"result\", None) for each in result] }}", place: items.place)
  }

  /// What isn't a list is a list of one.
  private func list(_ field: Field) -> Sourced<JSONValue>? {
    if let elements = field.value.arrayValue {
      return expressions.template(Sourced(value: .array(elements), place: field.place))
    }
    guard let text = field.text(), let source = expressions.starlark(text.value, at: text.place) else { return nil }
    return Sourced(
      value: .string("{{ (lambda v: v if type(v) == \"list\" else [v])(\(source)) }}"), place: field.place)
  }

  // MARK: Delay

  /// The wait stands before the task under a name of its own, and takes over its condition and its arrivals.
  private func delayed(_ state: StateTree, by delay: Sourced<TimeSpan>?) -> [StateTree] {
    guard let delay, delay.value.milliseconds > 0 else { return [state] }
    var task = state
    task.name = Sourced(value: state.name.value + PartName.afterDelay, place: state.name.place)
    let seconds = "\(Double(delay.value.milliseconds) / 1_000)"
    var wait = StateTree(
      place: state.place, name: state.name,
      kind: .sleep(.duration(Sourced(value: .string(seconds), place: delay.place))))
    wait.resultKeys = ["task", state.name.value, "delay"]
    wait.condition = state.condition
    wait.join = state.join
    task.condition = nil
    task.join = nil
    let skipped = task.transitions
    wait.transitions =
      [TransitionTree(outcomes: [.succeeded], targets: [task.name])]
      + skipped.filter { $0.outcomes.contains(.skipped) }.map {
        var transition = $0
        transition.outcomes = [.skipped]
        return transition
      }
    return [wait, task]
  }

  /// More arrivals than a document has tasks can't come.
  private static let mostArrivals = 10_000

  func refuse(_ keys: [String], of reader: ObjectReader, in what: String) {
    for key in keys {
      guard let field = reader.field(key) else { continue }
      findings.report(
        .conflictingKeys, at: field.place, part: .key, "\(what) has no `\(key)`",
        hint: "leave it out, or choose another `type`")
    }
  }
}
