import JSON

/// Composites: opening frames.
extension Draft {
  mutating func open(_ regions: [Region], input: JSONValue, at place: Place, attempt: Int) throws(Interruption) {
    var step = try makeStep(at: place, status: .running)
    step.attempt = attempt
    step.timeout = place.node.timeout
    step.input = input
    insert(step)
    try open(regions, of: step)
  }

  mutating func iterate(_ items: [JSONValue], at place: Place, attempt: Int) throws(Interruption) {
    var step = try makeStep(at: place, status: .running)
    step.attempt = attempt
    step.timeout = place.node.timeout
    step.input = .array(items)
    insert(step)
    try open(items, of: step)
  }

  /// A composite's next attempt goes through the input of the first, as an operation's does.
  mutating func reopen(_ waiting: Step, _ node: Node) throws(Interruption) {
    var step = waiting
    step.status = .running
    snapshot.steps[step.id] = step
    rows.note(step)
    switch (node.kind, step.input) {
    case (.parallel(let parallel), let input):
      try open(parallel.regions(input: input ?? .null), of: step)
    case (.foreach, .array(let items)?):
      try open(items, of: step)
    case (.while, _), (.try, _):
      try beginParts(of: step, node)
    case (.foreach, _), (.operation, _), (.humanApproval, _), (.switch, _), (.inject, _), (.transform, _), (.sleep, _),
      (.await, _), (.emit, _), (.workflow, _), (.fail, _), (.succeed, _):
      throw .broken("the step \(step.path) waits for another attempt, but is no composite with an input")
    }
  }

  private mutating func open(_ regions: [Region], of step: Step) throws(Interruption) {
    var step = step
    begin(&step, Step.Progress(total: regions.count, next: regions.count, open: regions.count))
    for region in regions { try openFrame(region, of: step) }
    if regions.isEmpty { try join(step) }
  }

  private mutating func open(_ items: [JSONValue], of step: Step) throws(Interruption) {
    guard case .foreach(let foreach) = try node(step.node).kind else { throw .broken("\(step.path) is no foreach") }
    var step = step
    begin(&step, Step.Progress(total: foreach.iterations(of: items.count)))
    if items.isEmpty { return try join(step) }
    try fillWindow(of: step.id)
  }

  /// Notes that the composite's frames are open from now on, and for how long they may be.
  mutating func begin(_ step: inout Step, _ progress: Step.Progress) {
    step.progress = progress
    step.startedAt = now
    snapshot.steps[step.id] = step
    rows.note(step)
    if let timeout = step.timeout {
      rows.timers.append(
        .setTimer(Timer(key: .init(run: run.id, step: step.id, kind: .compositeDeadline), dueAt: now + timeout)))
    }
  }

  /// Opens iterations up to `maxConcurrency`.
  mutating func fillWindow(of id: StepID) throws(Interruption) {
    var step = try openStep(id)
    guard case .foreach(let foreach) = try node(step.node).kind, case .array(let items)? = step.input,
      var progress = step.progress
    else { throw .broken("the step \(step.path) is no foreach with items") }
    while progress.open < foreach.maxConcurrency, progress.next < progress.total {
      let index = progress.next
      let item = foreach.item(index, of: items)
      progress.next += 1
      progress.open += 1
      step.progress = progress
      snapshot.steps[id] = step
      let names: JSONObject = [
        "item": item, "index": .integer(Int64(index)), foreach.itemName: item,
        foreach.indexName: .integer(Int64(index)),
      ]
      let data: JSONValue
      switch try self.data(of: item, names, step) {
      case .success(let value): data = value
      case .failure(let error): return try fail(step, with: error, holding: nil)
      }
      let region = Region(kind: .iteration(index: index), block: foreach.block, data: data, locals: names)
      try openFrame(region, of: step)
    }
    rows.note(step)
  }

  /// What flows into an iteration: its item, or the composite's `input` as it reads for that item.
  private mutating func data(
    of item: JSONValue, _ names: JSONObject, _ step: Step
  ) throws(Interruption) -> Result<JSONValue, RunError> {
    guard let template = try node(step.node).input else { return .success(item) }
    var scope = try scope(in: step.frame)
    scope.locals = scope.locals.merging(names)
    do throws(RunError) { return .success(try template.render(in: scope)) } catch { return .failure(error) }
  }

  mutating func openFrame(_ region: Region, of owner: Step) throws(Interruption) {
    let parent = try frame(owner.frame)
    let path = StepPath.frame(under: parent.path, state: owner.state, visit: owner.visit, kind: region.kind)
    guard program.blocks.indices.contains(region.block) else {
      throw .broken("the program has no block \(region.block)")
    }
    let opened = Frame(
      id: StepIdentity.frame(run: run.id, path: path), run: run.id, owner: owner.id, parent: parent.id, path: path,
      kind: region.kind, block: region.block,
      state: FrameState(data: region.data, locals: region.locals, caught: region.caught), stateAsOf: eventNumber)
    snapshot.frames[opened.id] = opened
    rows.note(opened, isNew: true)
    try begin(opened.id, program.blocks[region.block])
  }
}

extension Foreach {
  /// How many iterations so many items make.
  func iterations(of count: Int) -> Int {
    guard let size = batchSize else { return count }
    return (count + size - 1) / size
  }

  /// What an iteration sees as its item: one of the items, or with `batchSize` the list of a batch.
  func item(_ index: Int, of items: [JSONValue]) -> JSONValue {
    guard let size = batchSize else { return items[index] }
    return .array(Array(items[index * size..<min(items.count, (index + 1) * size)]))
  }
}
