import Engine
import JSON
import Orchestrator
import Store

extension RunStory {
  /// - Parameter width: the terminal's; nil cuts nothing.
  func text(now: Instant, width: Int?) -> String {
    var parts = [header(now: now)]
    if !timeline.isEmpty { parts.append(table(now: now).text(width: width)) }
    parts += pending.map { ApprovalText.announcement(of: $0, among: pending.count, nil) }
    if let error = run.error { parts.append(self.text(of: error)) }
    if let output = run.output { parts.append("output:\n\(output.prettyText)") }
    return Terminal.harmless(parts.joined(separator: "\n\n"))
  }

  private func header(now: Instant) -> String {
    var lines = ["\(run.id)  \(run.workflow) revision \(run.revision)  \(run.status.rawValue)"]
    let by = run.trigger["by"]?.stringValue.map { " by \($0)" } ?? ""
    lines.append("created \(TimeText.moment(run.createdAt)) UTC\(by)\(duration(now: now))")
    if let caller = run.trigger["run"]?.stringValue {
      lines.append("started by the run \(caller), step \(run.trigger["step"]?.stringValue ?? "unknown")")
    }
    if let origin = run.origin {
      lines.append("\(origin.kind.rawValue) of the run \(origin.run), of which it took over \(origin.events) events")
    }
    if run.priority != Priority.standard { lines.append("priority: \(run.priority)") }
    if let waitingFor = slot?.words ?? run.waitingFor { lines.append("waits: \(waitingFor)") }
    for step in heldUp { lines.append("waits: \(step.words)") }
    if let timer = timers.first, !run.status.isTerminal { lines.append("next: \(timer.text(now: now))") }
    if !run.labels.isEmpty {
      let labels = run.labels.map { "\($0.key)=\($0.value.stringValue ?? $0.value.text)" }
      lines.append("labels: \(labels.joined(separator: ", "))")
    }
    lines.append("input: \(run.input.isEmpty ? "{}" : JSONValue.object(run.input).text)")
    return lines.joined(separator: "\n")
  }

  private func duration(now: Instant) -> String {
    guard let started = run.startedAt else { return "" }
    if let finished = run.finishedAt { return ", took \(TimeText.span(finished - started))" }
    return ", running for \(TimeText.span(now - started))"
  }

  private struct Line {
    var at: Instant
    var cells: [String]
  }

  /// Steps and passed states in the order in which they were entered.
  private var timeline: [Line] {
    let steps = steps.map { step in Line(at: step.createdAt, cells: cells(of: step)) }
    let passed = passed.map { Line(at: $0.at, cells: [$0.path, $0.type, $0.outcome, "", "", ""]) }
    return (steps + passed).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
      \.element)
  }

  private func cells(of step: StepSummary) -> [String] {
    let took = step.startedAt.map { TimeText.span((step.finishedAt ?? step.startedAt ?? $0) - $0) } ?? ""
    let note = step.error?.message ?? step.child.map { "run \($0)" } ?? step.executor?.rawValue ?? ""
    return [step.path, step.type.rawValue, step.status.rawValue, "\(step.attempt)", took, note]
  }

  private func table(now: Instant) -> Table {
    var table = Table("AT (UTC)", "STEP", "TYPE", "STATUS", "TRY", "TOOK", "NOTE")
    for line in timeline { table.add([TimeText.clock(line.at)] + line.cells) }
    return table
  }

  private func text(of error: RunError) -> String {
    let place = error.step.map { " at \($0)" } ?? ""
    return "error (\(error.type))\(place): \(error.message)"
      + error.cause.map { "\n  because (\($0.type)): \($0.message)" }.joined()
  }
}

extension Timer {
  fileprivate func text(now: Instant) -> String {
    let when = dueAt > now ? "in \(TimeText.span(dueAt - now))" : "due since \(TimeText.span(now - dueAt))"
    switch key.kind {
    case .retry: return "another attempt \(when)"
    case .approvalTimeout: return "an approval's time ends \(when)"
    case .wake: return "a sleep ends \(when)"
    case .waitTimeout: return "waiting ends \(when)"
    case .compositeDeadline: return "a state has to be done \(when)"
    case .runDeadline: return "the run's deadline \(when)"
    case .attemptOverdue: return "an attempt should be over \(when)"
    case .cancelGrace: return "what is still performing is ended \(when)"
    }
  }
}
