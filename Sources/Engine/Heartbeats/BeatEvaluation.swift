public import JSON

/// Makes results of answers, and alerts of results.
public enum BeatEvaluation {
  /// Details are for a message, not a log.
  private static let longestDetails = 4_000

  /// What the run of a beat says about each check.
  ///
  /// - Parameter output: the run's: `{"results": [{"answer": …} or {"error": …}, …]}`, in the order of the checks; nil
  ///   for a run that didn't complete.
  /// - Parameter failure: why it didn't.
  public static func results(of checks: [String], output: JSONValue?, failure: String?) -> [CheckResult] {
    let entries = output?["results"]?.arrayValue ?? []
    return checks.enumerated().map { index, check in
      guard entries.indices.contains(index) else {
        return CheckResult(check, .unevaluated, details: failure ?? "the check was not asked")
      }
      let entry = entries[index]
      if let error = entry["error"], !error.isNull {
        return CheckResult(check, .unevaluated, details: clipped(error["message"]?.stringValue ?? error.text))
      }
      return result(of: check, answer: entry["answer"] ?? .null)
    }
  }

  /// Every check, when a beat could not begin.
  public static func unevaluated(_ checks: [String], because reason: String) -> [CheckResult] {
    checks.map { CheckResult($0, .unevaluated, details: clipped(reason)) }
  }

  private static func result(of check: String, answer: JSONValue) -> CheckResult {
    guard let needed = answer["actionNeeded"]?.boolValue else {
      let found = answer.objectValue == nil ? answer.typeName : "an object without a boolean actionNeeded"
      return CheckResult(
        check, .unevaluated,
        details: "the agent must answer {\"actionNeeded\": true or false, \"details\": …}, and answered \(found)")
    }
    let details = answer["details"].flatMap { $0.isNull ? nil : $0.stringValue ?? $0.text }.map(clipped)
    return CheckResult(check, needed ? .alert : .ok, details: details)
  }

  private static func clipped(_ text: String) -> String {
    guard text.utf8.count > longestDetails else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestDetails / 4))) + " …"
  }

  // MARK: Consequences

  /// What a beat changes: what is remembered of each check, and alerts.
  public struct Consequences: Hashable, Sendable {
    public var memory: [String: CheckMemory]
    public var alerts: [AlertChange]
  }

  /// A check that is fine ends its alerts; one without an answer leaves them as they are, since nobody knows; one that
  /// left the list takes them with it.
  ///
  /// - Parameter earlier: what was remembered of each check before.
  public static func consequences(
    of results: [CheckResult], for heartbeat: HeartbeatID, _ spec: HeartbeatSpec, run: RunID?,
    remembering earlier: [String: CheckMemory], at now: Instant
  ) -> Consequences {
    var outcome = Consequences(memory: [:], alerts: [])
    let notice = { (kind: AlertNotice.Kind, result: CheckResult) in
      AlertNotice(
        kind, source: heartbeat.rawValue, sourceName: spec.name, subject: result.check,
        details: result.details ?? "the agent gave no details", run: run)
    }
    for result in results {
      let before = earlier[result.check]?.unevaluatedInARow ?? 0
      let inARow = result.outcome == .unevaluated ? before + 1 : 0
      outcome.memory[result.check] = CheckMemory(last: result, at: now, unevaluatedInARow: inARow)
      if result.outcome == .unevaluated {
        if inARow >= spec.alertAfter { outcome.alerts.append(.raise(notice(.unevaluated, result))) }
        continue
      }
      outcome.alerts += [resolving(.unevaluated, result.check, of: heartbeat)]
      outcome.alerts += [
        result.outcome == .alert
          ? .raise(notice(.actionNeeded, result)) : resolving(.actionNeeded, result.check, of: heartbeat)
      ]
    }
    for gone in earlier.keys.sorted() where outcome.memory[gone] == nil {
      outcome.alerts += [.unevaluated, .actionNeeded].map { resolving($0, gone, of: heartbeat) }
    }
    return outcome
  }

  private static func resolving(
    _ kind: AlertNotice.Kind, _ check: String, of heartbeat: HeartbeatID
  ) -> AlertChange {
    .resolve(AlertKey(kind: kind, source: heartbeat.rawValue, subject: check))
  }
}
