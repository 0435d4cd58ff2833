import Engine
import JSON

extension StoredStimulus {
  /// The stimulus that was stored. What is not one that this version knows is a broken invariant of its run.
  func stimulus(for run: RunID) throws(InvariantViolation) -> Stimulus {
    switch kind {
    case "started": .started
    case "stepSucceeded":
      .stepSucceeded(StepResult(step: try identifier("step"), lease: try lease(), output: payload["output"] ?? .null))
    case "stepFailed": .stepFailed(StepFailure(step: try identifier("step"), lease: try lease(), error: try error()))
    case "timerFired":
      .timerFired(
        Timer.Key(run: run, step: payload["step"]?.stringValue.map(StepID.init(rawValue:)), kind: try word("kind")))
    case "approvalDecided":
      .approvalDecided(
        ApprovalDecision(
          approval: try identifier("approval"), approved: payload["approved"] == true, by: try identifier("by"),
          comment: payload["comment"]?.stringValue))
    case "signalReceived":
      .signalReceived(
        Signal(
          name: try text("name"), payload: payload["payload"] ?? .null,
          correlation: payload["correlation"]?.stringValue, by: try identifier("by")))
    case "childRunStarted": .childRunStarted(try identifier("step"), try lease(), child: try identifier("run"))
    case "childRunEnded":
      .childRunEnded(
        ChildResult(
          child: try identifier("run"), step: try identifier("step"), status: try word("status"),
          output: payload["output"], error: payload["error"].flatMap(RunError.init(json:))))
    case "callbackReceived": .callbackReceived(try identifier("step"))
    case "callbackProgressed": .callbackProgressed(try identifier("step"))
    case "eventReceived":
      .eventReceived(
        PublishedEvent(
          id: try text("id"), name: try text("name"), payload: payload["payload"] ?? .null,
          correlation: payload["correlation"]?.stringValue, by: try identifier("by"), at: try instant("at")))
    case "pauseRequested":
      .pauseRequested(
        Run.Pause(by: try identifier("by"), reason: payload["reason"]?.stringValue, at: try instant("at")))
    case "resumeRequested": .resumeRequested(by: try identifier("by"))
    case "cancelRequested":
      .cancelRequested(
        Run.Cancellation(
          by: try identifier("by"), reason: payload["reason"]?.stringValue, policy: try word("policy"),
          at: try instant("at")))
    case "continued": .continued
    case "slotGranted": .slotGranted
    case "adopted": .adopted(try adoption())
    case "leaseLost": .leaseLost(try identifier("step"), try lease())
    default: throw InvariantViolation("stored stimulus '\(kind)' is not one that this version knows")
    }
  }

  private func text(_ key: String) throws(InvariantViolation) -> String {
    guard let text = payload[key]?.stringValue else { throw missing(key) }
    return text
  }

  private func identifier<ID: Identifier>(_ key: String) throws(InvariantViolation) -> ID {
    ID(rawValue: try text(key))
  }

  private func word<Word: RawRepresentable<String>>(_ key: String) throws(InvariantViolation) -> Word {
    guard let word = Word(rawValue: try text(key)) else { throw missing(key) }
    return word
  }

  private func instant(_ key: String) throws(InvariantViolation) -> Instant {
    guard let milliseconds = payload[key]?.integerValue else { throw missing(key) }
    return Instant(milliseconds: milliseconds)
  }

  private func lease() throws(InvariantViolation) -> Lease {
    guard let json = payload["lease"], let owner = json["owner"]?.stringValue, let epoch = json["epoch"]?.integerValue,
      let expiresAt = json["expiresAt"]?.integerValue
    else { throw missing("lease") }
    return Lease(owner: WorkerID(owner), epoch: epoch, expiresAt: Instant(milliseconds: expiresAt))
  }

  private func error() throws(InvariantViolation) -> RunError {
    guard let error = payload["error"].flatMap(RunError.init(json:)) else { throw missing("error") }
    return error
  }

  private func adoption() throws(InvariantViolation) -> Adoption {
    guard let origin = payload["origin"].flatMap(Origin.init(json:)) else { throw missing("origin") }
    return Adoption(
      origin: origin, by: try identifier("by"), until: try instant("until"),
      edits: payload["edits"]?.objectValue ?? [:], frame: payload["frame"]?.stringValue.map(FrameID.init(rawValue:)))
  }

  private func missing(_ key: String) -> InvariantViolation {
    InvariantViolation("stored stimulus '\(kind)' has no valid '\(key)'")
  }
}
