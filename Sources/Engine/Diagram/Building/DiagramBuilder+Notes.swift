extension DiagramBuilder {
  /// What a state does, and under which terms.
  func notes(of node: Node) -> [String] {
    var notes = action(of: node)
    if let condition = node.condition { notes.append("if \(condition.words)") }
    if let join = node.join, join > 1 { notes.append("waits for \(join) arrivals") }
    let terms = [
      node.timeout.map { "timeout \($0.words)" }, node.retry.map { "\($0.maxAttempts) attempts" },
      node.routes.onError == .continue ? "errors don't stop it" : nil,
    ].compactMap { $0 }
    return terms.isEmpty ? notes : notes + [terms.joined(separator: " · ")]
  }

  private func action(of node: Node) -> [String] {
    switch node.kind {
    case .operation(.agent(let name, _, _)): ["agent \(name.words ?? "chosen by the data")"]
    case .operation(.action(let action)): [action.rawValue]
    case .humanApproval(let gate): ["approval"] + Self.terms(of: gate)
    case .switch(let choice): choice.dataPath.map { ["on \($0)"] } ?? []
    case .parallel(let parallel): [Self.words(for: parallel.join)]
    case .foreach(let loop): Self.words(for: loop)
    case .while(let loop): ["while \(loop.condition.words)", "at most \(loop.maxIterations) passes"]
    case .try: []
    case .inject(let data):
      data.root.keys.map { $0.isEmpty ? [] : ["sets \($0.joined(separator: ", "))"] } ?? ["sets data"]
    case .transform: ["computes"]
    case .sleep(let sleep): [Self.words(for: sleep)]
    case .await(let wait): [Self.words(for: wait)]
    case .emit(let emit): ["emits \(emit.event.words ?? "an event")"]
    case .workflow(let call): ["\(call.waits ? "runs" : "starts") \(call.workflow.words ?? "a workflow")"]
    case .fail(let failure): ["fails: \(failure.errorType?.words ?? Failure.defaultType)"]
    case .succeed: ["succeeds"]
    }
  }

  private static func terms(of gate: ApprovalGate) -> [String] {
    var terms: [String] = []
    if gate.rejectNext == nil {
      switch gate.onReject {
      case .fail: break
      case .cancel: terms.append("a no cancels the run")
      case .answer: terms.append("a no is an answer too")
      }
    }
    guard gate.timeoutNext == nil else { return terms }
    switch gate.onTimeout {
    case .timeOut, .fail: break
    case .approve: terms.append("in time or approved")
    case .reject: terms.append("in time or rejected")
    }
    return terms
  }

  private static func words(for join: Parallel.Join) -> String {
    let joins =
      switch join.mode {
      case .all: "joins when all have ended"
      case .any: "joins with the first success"
      case .quorum(let count): "joins when \(count) succeeded"
      }
    return join.onBranchError == .collect ? "\(joins), collects errors" : joins
  }

  private static func words(for loop: Foreach) -> [String] {
    let items =
      switch loop.items {
      case .path(let path): path.description
      case .template(let template): template.words ?? "the items"
      }
    var terms: [String] = []
    if let size = loop.batchSize { terms.append("batches of \(size)") }
    if loop.maxConcurrency > 1 { terms.append("\(loop.maxConcurrency) at a time") }
    if loop.onItemError == .continue { terms.append("goes on when one fails") }
    return ["each \(loop.itemName) of \(items)"] + (terms.isEmpty ? [] : [terms.joined(separator: " · ")])
  }

  private static func words(for sleep: Sleep) -> String {
    switch sleep.length {
    case .duration(let length): "for \(length.words ?? "a while")"
    case .until(let moment, _): "until \(moment.words ?? "a moment")"
    }
  }

  private static func words(for wait: Await) -> String {
    switch wait.source {
    case .signal(let name): "waits for signal \(name.words ?? "of some name")"
    case .event(let name): "waits for event \(name.words ?? "of some name")"
    }
  }
}
