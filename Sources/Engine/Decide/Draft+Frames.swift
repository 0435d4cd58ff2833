import JSON

/// Composites: opening frames, joining them, closing them early.
extension Draft {
  // MARK: Opening

  mutating func open(_ regions: [Region], input: JSONValue, at place: Place, attempt: Int) throws(Interruption) {
    var step = try makeStep(at: place, status: .running)
    step.attempt = attempt
    step.input = input
    insert(step)
    try open(regions, of: step)
  }

  mutating func iterate(_ items: [JSONValue], at place: Place, attempt: Int) throws(Interruption) {
    var step = try makeStep(at: place, status: .running)
    step.attempt = attempt
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
    step.progress = Step.Progress(total: regions.count, next: regions.count, open: regions.count)
    step.startedAt = now
    snapshot.steps[step.id] = step
    rows.note(step)
    for region in regions { try openFrame(region, of: step) }
    if regions.isEmpty { try join(step) }
  }

  private mutating func open(_ items: [JSONValue], of step: Step) throws(Interruption) {
    var step = step
    step.progress = Step.Progress(total: items.count)
    step.startedAt = now
    snapshot.steps[step.id] = step
    rows.note(step)
    if items.isEmpty { return try join(step) }
    try fillWindow(of: step.id)
  }

  /// Opens iterations up to `maxConcurrency`.
  private mutating func fillWindow(of id: StepID) throws(Interruption) {
    var step = try openStep(id)
    guard case .foreach(let foreach) = try node(step.node).kind, case .array(let items)? = step.input,
      var progress = step.progress
    else { throw .broken("the step \(step.path) is no foreach with items") }
    while progress.open < foreach.maxConcurrency, progress.next < items.count {
      let index = progress.next
      let item = items[index]
      progress.next += 1
      progress.open += 1
      step.progress = progress
      snapshot.steps[id] = step
      let names: JSONObject = [
        "item": item, "index": .integer(Int64(index)), foreach.itemName: item,
        foreach.indexName: .integer(Int64(index)),
      ]
      let region = Region(kind: .iteration(index: index), block: foreach.block, data: item, locals: names)
      try openFrame(region, of: step)
    }
    rows.note(step)
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

  // MARK: Ending

  /// The frame reached its end: the run is over, or its composite hears of it.
  mutating func finish(_ id: FrameID) throws(Interruption) {
    var frame = try frame(id)
    guard let owner = frame.owner else { return finishRoot(frame) }
    frame.status = .succeeded
    frame.result = frame.kind.isTransparent ? frame.state.data : .object(frame.entry)
    retire(frame)
    var step = try openStep(owner)
    step.progress?.open -= 1
    step.progress?.succeeded += 1
    snapshot.steps[owner] = step
    rows.note(step)
    if frame.kind.isTransparent { return try partEnded(frame, of: step) }
    if snapshot.finishedFrames[owner] != nil || step.isFirstToFinish {
      snapshot.finishedFrames[owner, default: []].append(frame)
    }
    guard let progress = step.progress else { throw .broken("the step \(step.path) is no composite") }
    if progress.next < progress.total {
      try fillWindow(of: owner)
    } else if progress.open == 0 {
      try join(step)
    }
  }

  /// Takes a frame out of the live ones. Its state is not needed any more, only what it answers with.
  mutating func retire(_ frame: Frame) {
    var frame = frame
    snapshot.frames[frame.id] = nil
    views[frame.id] = nil
    frame.state = FrameState()
    frame.stateAsOf = eventNumber
    rows.note(frame)
  }

  private mutating func join(_ step: Step) throws(Interruption) {
    let frames = snapshot.finishedFrames[step.id] ?? []
    guard frames.count == step.progress?.succeeded else { throw .needsFrames(step.id) }
    snapshot.finishedFrames[step.id] = nil
    var joined = step
    joined.output = try value(of: frames, joining: step)
    try succeed(joined, holding: nil)
  }

  private func value(of frames: [Frame], joining step: Step) throws(Interruption) -> JSONValue {
    let ordered = frames.sorted { $0.kind.order < $1.kind.order }
    switch try node(step.node).kind {
    case .foreach:
      return .array(ordered.map { $0.result ?? .null })
    case .parallel:
      return .object(JSONObject(ordered.map { ($0.kind.name, $0.result ?? .null) }))
    case .operation, .humanApproval, .switch, .inject, .transform, .while, .try, .sleep, .await, .emit, .workflow,
      .fail, .succeed:
      throw .broken("the step \(step.path) has frames, but is no composite")
    }
  }

  // MARK: Closing early

  /// Closes every frame of a composite with what is open inside. Workers notice that their leases are gone.
  mutating func closeFrames(of owner: StepID) {
    for frame in snapshot.frames.values.filter({ $0.owner == owner }).sorted(by: { $0.path < $1.path }) {
      closeSteps(in: frame.id)
      var frame = frame
      frame.status = .cancelled
      retire(frame)
    }
  }

  mutating func closeSteps(in frame: FrameID) {
    for step in snapshot.steps.values.filter({ $0.frame == frame }).sorted(by: { $0.id < $1.id }) {
      closeFrames(of: step.id)
      cancelStep(step)
    }
  }

  /// Whether the step only stands for what is open inside of it. One that waits for its next attempt has nothing inside.
  func isComposite(_ step: Step) -> Bool { step.progress != nil && step.status == .running }
}

extension Frame {
  /// What the composite stores for the frame: its writes as an object; an iteration's also say which item it was.
  var entry: JSONObject {
    var entry = JSONObject()
    for write in state.writes { try? entry.set(write.value, at: write.path) }
    guard case .iteration(let index) = kind else { return entry }
    entry["item"] = state.locals["item"] ?? .null
    entry["index"] = .integer(Int64(index))
    return entry
  }
}

extension Frame.Kind {
  fileprivate var order: Int {
    switch self {
    case .root: 0
    case .branch(let index, _), .iteration(let index), .pass(let index), .handler(let index): index
    case .body(let attempt): attempt
    case .finally: 0
    }
  }

  fileprivate var name: String {
    if case .branch(_, let name) = self { name } else { "" }
  }
}

extension Step {
  /// Small composites keep their finished frames in memory until they join; of large ones they are loaded then.
  fileprivate var isFirstToFinish: Bool {
    guard let progress else { return false }
    return progress.succeeded == 1 && progress.total <= 64
  }
}
