import JSON

extension TaskDecoder {
  /// Tasks side by side; the result is an object of their results.
  func readParallel(_ reader: ObjectReader, into state: inout StateTree) {
    refuse(["action", "workflow", "with_items", "input"], of: reader, in: "a parallel task")
    guard let field = reader.field("tasks") else { return reader.missing("tasks") }
    let entries = TasksDecoder(findings: findings, catalog: catalog).tasks(field) ?? []
    var branches: [BranchTree] = []
    for entry in entries {
      guard let inner = entry.field.value.objectValue.map({ _ in entry }), let name = inner.name ?? unnamed(inner)
      else { continue }
      refuseRouting(inner.field)
      var states = states(of: inner)
      for index in states.indices {
        states[index].resultKeys = ["result"]
        states[index].next = nil
        states[index].transitions = []
      }
      branches.append(BranchTree(name: name, block: BlockTree(place: inner.field.place, start: nil, states: states)))
    }
    state.timeout = reader.duration("timeout")
    state.retry = TaskRetry(findings: findings, expressions: expressions).read(reader.field("retry"))
    state.kind = .parallel(ParallelTree(branches: branches))
    state.output = Sourced(
      value: "{{ {name: get(get(result, name, {}), \"result\", None) for name in keys(result)} }}", place: field.place)
  }

  private func unnamed(_ entry: TasksDecoder.Entry) -> Sourced<String>? {
    findings.report(.missingName, at: entry.field.place, "this task has no `name`", expected: "name")
    return nil
  }

  /// What happens after a task inside is the business of the parallel task.
  private func refuseRouting(_ field: Field) {
    for key in [
      "next", "on_success", "on_failure", "on_complete", "on_timeout", "decision", "join", "publish", "delay",
    ]
    where field.value[key]?.isNull == false {
      findings.report(
        .conflictingKeys, at: field.place.key(key), part: .key, "a task inside a parallel task has no `\(key)`",
        hint: "write it at the parallel task, which ends when all of them have")
    }
  }

  /// A run of another workflow, as a step of this one.
  func readWorkflow(_ reader: ObjectReader, into state: inout StateTree) {
    refuse(["tasks", "with_items"], of: reader, in: "a task of type workflow")
    guard let name = reader.field("workflow") ?? reader.field("action"), let text = name.textTemplate() else {
      return reader.missing("workflow", hint: "the workflow to call")
    }
    state.timeout = reader.duration("timeout")
    state.retry = TaskRetry(findings: findings, expressions: expressions).read(reader.field("retry"))
    state.input = reader.field("input").flatMap { expressions.template($0) } ?? Sourced(value: [:], place: reader.place)
    guard let workflow = expressions.template(text) else { return }
    state.kind = .workflow(WorkflowCallTree(workflow: workflow))
  }
}
