import JSON

/// States that wait for messages, and those that send them.
extension StateDecoder {
  func readAwait(_ reader: ObjectReader, into state: inout StateTree) {
    refuse(["input", "inputPath"], in: reader, "an await takes nothing in")
    let word = reader.field("type")?.value.stringValue
    if word == "await.signal", let event = reader.field("event") {
      conflict("`await.signal`", "`event`", at: event.place)
    }
    if word == "await.event", let signal = reader.field("signal") {
      conflict("`await.event`", "`signal`", at: signal.place)
    }
    readAwait([reader], into: &state)
  }

  /// The action `signal.wait`, whose settings stand in `input`.
  func readSignalWait(_ reader: ObjectReader, input: Field?, into state: inout StateTree) {
    refuse(["inputPath"], in: reader, "an await takes nothing in")
    state.input = nil
    guard let input else { return reader.missing("input", hint: "with `signal` in it") }
    guard let inside = ObjectReader(input, StateKeys.signalWaitInput) else { return }
    state.timeout = ObjectReader.either("timeoutSeconds", in: [reader, inside])?.duration()
    readAwait([inside], into: &state)
  }

  private func readAwait(_ readers: [ObjectReader], into state: inout StateTree) {
    if let retry = state.retry {
      findings.report(
        .invalidValue, at: retry.place, part: .key, "an await can't have a `retry`: waiting again is a loop",
        hint: "route the error `timeout` with `catch`")
    }
    guard let source = source(readers) else { return }
    var wait = AwaitTree(source: source)
    wait.correlation = ObjectReader.either("correlation", in: readers)?.textTemplate()
    wait.filter = ObjectReader.either("filter", in: readers)?.condition()
    if let field = ObjectReader.either("lookback", in: readers) {
      wait.lookback = field.duration()?.value
      if case .signal = source { conflict("`signal`", "`lookback`", at: field.place) }
    }
    state.kind = .await(wait)
  }

  private func source(_ readers: [ObjectReader]) -> AwaitTree.Source? {
    let signal = ObjectReader.either("signal", in: readers)
    let event = ObjectReader.either("event", in: readers)
    switch (signal, event) {
    case (let signal?, nil): return messageName(signal).map { .signal($0) }
    case (nil, let event?): return messageName(event).map { .event($0) }
    case (_?, let event?): conflict("`signal`", "`event`", at: event.place)
    case (nil, nil): readers.first?.missing("signal", hint: "or `event`")
    }
    return nil
  }

  func readEmit(_ reader: ObjectReader, into state: inout StateTree) {
    refuse(["input", "inputPath"], in: reader, "what is sent is `payload`")
    refuse(["output", "outputPath", "resultPath"], in: reader, "an emit has no result")
    refuse(["retry", "timeoutSeconds"], in: reader, "the event is recorded with the run, at once")
    guard let field = reader.field("event") else { return reader.missing("event") }
    guard let event = messageName(field) else { return }
    state.kind = .emit(
      EmitTree(
        event: event, payload: reader.raw("payload"), correlation: reader.field("correlation")?.textTemplate()))
  }

  private func messageName(_ field: Field) -> Sourced<JSONValue>? {
    guard let text = field.text()?.value else { return nil }
    if !TemplateText.mayBeTemplate(text), !MessageName.isWellFormed(text) {
      field.invalid("`\(text)` can't be a name", expected: MessageName.form)
      return nil
    }
    return field.textTemplate()
  }
}
