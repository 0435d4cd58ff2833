extension ProgramCompiler {
  func pause(_ tree: SleepTree) -> Node.Kind? {
    switch tree {
    case .duration(let length):
      return expressions.template(length).map { .sleep(Sleep(.duration($0))) }
    case .until(let moment, let zone):
      let zone = expressions.template(zone)
      return expressions.template(moment).map { .sleep(Sleep(.until($0, zone: zone))) }
    }
  }

  func awaiting(_ tree: AwaitTree) -> Node.Kind? {
    let correlation = expressions.template(tree.correlation)
    let filter = expressions.condition(tree.filter)
    let source: Await.Source? =
      switch tree.source {
      case .signal(let name): expressions.template(name).map { .signal($0) }
      case .event(let name): expressions.template(name).map { .event($0) }
      }
    return source.map {
      .await(Await($0, correlation: correlation, filter: filter, lookback: tree.lookback))
    }
  }

  func emit(_ tree: EmitTree) -> Node.Kind? {
    let payload = expressions.template(tree.payload)
    let correlation = expressions.template(tree.correlation)
    return expressions.template(tree.event).map {
      .emit(Emit(event: $0, payload: payload, correlation: correlation))
    }
  }
}

extension ProgramCompiler {
  func trigger(_ tree: TriggerTree) -> Trigger {
    Trigger(
      tree.source, name: tree.name.value, condition: expressions.condition(tree.condition),
      input: expressions.template(tree.input))
  }
}
