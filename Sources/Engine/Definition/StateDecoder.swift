import JSON

/// Decodes states and the blocks they stand in. What differs by type is in the extensions.
struct StateDecoder {
  let findings: Findings
  let catalog: AgentCatalog?

  /// The states of a block; nil when there is no list.
  func block(_ list: Field, start: Sourced<String>?, depth: Int) -> BlockTree? {
    guard depth <= Limits().nesting else {
      findings.report(
        .limit, at: list.place, "composites are nested more than \(Limits().nesting) deep",
        hint: "make the inner part a workflow of its own")
      return nil
    }
    guard let elements = list.elements() else { return nil }
    if elements.isEmpty { list.invalid("a list of states needs at least one") }
    return BlockTree(place: list.place, start: start, states: elements.compactMap { state($0, depth: depth) })
  }

  private func state(_ field: Field, depth: Int) -> StateTree? {
    guard let object = field.object() else { return nil }
    guard let type = type(of: object, at: field.place), let reader = ObjectReader(field, StateKeys.table(for: type))
    else { return unreadable(object, at: field.place) }
    var state = StateTree(place: field.place, name: name(reader), kind: .unreadable)
    readCommon(reader, into: &state)
    if type != .try { state.handlers = reader.field("catch").map(handlers) ?? [] }
    switch type {
    case .operation: readOperation(reader, into: &state)
    case .agent: readAgent(reader, into: &state)
    case .humanApproval: readApproval([reader], input: reader.field("input"), into: &state)
    case .switch: readSwitch(reader, into: &state)
    case .parallel: readParallel(reader, into: &state, depth: depth)
    case .foreach: readForeach(reader, into: &state, depth: depth)
    case .inject: readInject(reader, into: &state)
    case .while: readWhile(reader, into: &state, depth: depth)
    case .try: readTry(reader, into: &state, depth: depth)
    case .sleep: readSleep(reader, into: &state)
    case .await: readAwait(reader, into: &state)
    case .emit: readEmit(reader, into: &state)
    case .workflow: readWorkflow([reader], input: reader.field("input"), into: &state)
    case .transform: readTransform(reader, into: &state)
    case .fail: readFail(reader, into: &state)
    case .succeed: readSucceed(reader, into: &state)
    case .cron: readCron(reader, into: &state)
    }
    return state
  }

  /// The type, or nil after saying why there is none.
  private func type(of object: JSONObject, at place: Place) -> StateTypeName? {
    guard let value = object["type"], !value.isNull else {
      findings.report(
        .missingKey, at: place, "a state needs `type`", expected: "type",
        hint: "one of \(Spelling.list(StateTypeName.allCases.map(\.rawValue)))")
      return nil
    }
    guard let text = Field(value: value, place: place.key("type"), findings: findings).text()?.value else { return nil }
    if let type = StateTypeName(spelling: text) { return type }
    findings.report(
      .unknownType, at: place.key("type"), "there is no type `\(text)`", actual: text,
      hint: findings.hint(for: text, among: StateTypeName.spellings))
    return nil
  }

  /// A state that is refused as a whole keeps its name, so that others may point at it.
  private func unreadable(_ object: JSONObject, at place: Place) -> StateTree {
    let name = ["name", "id"].lazy.compactMap { key in
      object[key]?.stringValue.map { Sourced(value: $0, place: place.key(key)) }
    }.first
    return StateTree(place: place, name: name ?? Sourced(value: "", place: place), kind: .unreadable)
  }

  private func name(_ reader: ObjectReader) -> Sourced<String> {
    guard let field = reader.field("name") else {
      findings.report(.missingName, at: reader.place, "this state has no `name`", expected: "name")
      return Sourced(value: "", place: reader.place)
    }
    return field.text() ?? Sourced(value: "", place: field.place)
  }

  private func readCommon(_ reader: ObjectReader, into state: inout StateTree) {
    state.condition = reader.field("if")?.condition()
    state.inputPath = reader.text("inputPath")
    state.input = reader.raw("input")
    state.output = reader.raw("output")
    state.outputPath = reader.text("outputPath")
    state.resultPath = reader.text("resultPath")
    state.next = reader.text("next")
    state.ends = reader.field("end")?.bool()?.value ?? false
    state.retry = retry(reader)
    state.timeout = reader.duration("timeoutSeconds")
    state.onError = reader.field("onError")?.choice(of: ErrorRoutes.OnError.allCases)?.value ?? .fail
    state.errorNext = reader.text("errorNext")
    if state.ends, let next = state.next { conflict("`end: true`", "`next`", at: next.place) }
    if state.onError == .continue, let target = state.errorNext {
      conflict("`onError: continue`", "`errorNext`", at: target.place)
    }
  }

  func retry(_ reader: ObjectReader) -> Sourced<RetrySettings>? {
    reader.field("retry").flatMap { field in RetrySettings(field).map { Sourced(value: $0, place: field.place) } }
  }

  private func handlers(_ field: Field) -> [HandlerTree] {
    (field.elements() ?? []).compactMap { element in
      guard let reader = ObjectReader(element, StateKeys.handler) else { return nil }
      let next = reader.text("next")
      let ends = reader.field("end")?.bool()?.value ?? false
      if !reader.has("next"), !ends { reader.missing("next", hint: "or `end: true`") }
      if ends, let next { conflict("`end: true`", "`next`", at: next.place) }
      return HandlerTree(
        errors: reader.field("errors")?.texts()?.map(\.value) ?? [], condition: reader.field("if")?.condition(),
        resultPath: reader.text("resultPath"), next: next)
    }
  }

  func conflict(_ one: String, _ other: String, at place: Place) {
    findings.report(
      .conflictingKeys, at: place, part: .key, "\(one) and \(other) exclude each other", hint: "keep one of the two")
  }
}
