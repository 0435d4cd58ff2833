import Engine
import JSON
import Orchestrator
import Store

/// One run: how it stands, what can be done to it, what it went through, what it knows.
struct RunPage: SitePage {
  static let template = "run"

  let context: PageContext
  let run: Run
  let facts: RunFacts
  /// Steps that wait because of their agents.
  var heldUp: [HeldUpStep] = []
  /// Why the form that was sent here wasn't carried out.
  var refusal: String?

  var title: String { "Run of \(run.workflow.rawValue)" }
  var section: LayoutView.Section? { .runs }

  func field(_ name: String) -> Field? {
    headerField(name) ?? actionField(name) ?? contentField(name)
  }

  private func headerField(_ name: String) -> Field? {
    switch name {
    case "id": .text(run.id.rawValue)
    case "workflow": .text(run.workflow.rawValue)
    case "workflowLink": .link(context.workflow(run.workflow))
    case "runsLink": .link(context.link("runs"))
    case "revision": .number(run.revision)
    case "status": .view(StatusView(run.status))
    case "isOpen": .flag(!run.status.isTerminal)
    case "waitingFor": .optional(waitingFor)
    case "wakeUp": .optional(facts.wakeUp.map { context.time($0) as any View })
    case "created": .view(context.time(run.createdAt))
    case "finished": context.time(run.finishedAt)
    case "duration": .text(DurationText.text((run.finishedAt ?? context.now) - run.createdAt))
    case "trigger": .text(run.trigger["kind"]?.stringValue ?? "unknown")
    case "triggerEvent": .optional(NamedLink(eventOf: run, context))
    case "origin": .optional(OriginView(run, context))
    case "caller": .optional(CallerView(run, context))
    case "startedBy": .optional(run.trigger["by"]?.stringValue)
    case "labels": .list(run.labels.map { LabelView(key: $0.key, value: $0.value) })
    case "hasLabels": .flag(!run.labels.isEmpty)
    case "error": .optional(run.error.map { ErrorView(error: $0) as any View })
    default: nil
    }
  }

  private var waitingFor: String? {
    if !heldUp.isEmpty { return heldUp.map(\.words).joined(separator: "; ") }
    return facts.slot?.words ?? run.waitingFor
  }

  private func actionField(_ name: String) -> Field? {
    switch name {
    case "self": .link(context.run(run.id))
    case "formToken": .text(context.formToken)
    case "refusal": .optional(refusal)
    case "canControl": .flag(!run.status.isTerminal && context.may(.controlRun))
    case "canRepeat": .flag(context.may(.startRun))
    case "canRetry": .flag(run.status.isTerminal && run.status != .completed)
    case "inputText": .text(JSONValue.object(run.input).prettyText)
    case "forkSteps":
      .list(facts.timeline.entries.compactMap { if case .step(let step) = $0 { StepChoice(step: step) } else { nil } })
    case "isPaused": .flag(run.status == .paused)
    case "isBeingCancelled": .flag(run.cancellation != nil && !run.status.isTerminal)
    case "approvals":
      .list(facts.approvals.map { ApprovalForm(entry: $0, context: context, action: context.run(run.id)) })
    default: nil
    }
  }

  private func contentField(_ name: String) -> Field? {
    switch name {
    case "timeline": .list(facts.timelineViews(run, context))
    case "hasTimeline": .flag(!facts.timeline.entries.isEmpty)
    case "isLaterPiece": .flag(facts.isLaterPiece)
    case "moreTimeline": facts.timeline.next.map { .link(timelineLink($0.text)) }
    case "hasMoreTimeline": .flag(facts.timeline.next != nil)
    case "values": .list(values)
    case "events":
      .list(
        facts.events.map {
          EventRow(event: $0.event, path: $0.event.step.flatMap { facts.paths[$0] }, context: context)
        })
    case "eventCount": .text(String(run.eventCount))
    case "eventsLink": .link(context.link("runs", run.id.rawValue, "events"))
    case "exportLink": .link(context.link("api", "v1", "workflow-runs", run.id.rawValue, "events.ndjson"))
    case "jsonLink": .link(context.link("api", "v1", "workflow-runs", run.id.rawValue))
    default: nil
    }
  }

  private var values: [any View] {
    let api = { context.link("api", "v1", "workflow-runs", run.id.rawValue, $0) }
    var views = [
      ValueView(
        "Input", .object(run.input), whole: context.link("api", "v1", "workflow-runs", run.id.rawValue),
        limit: Self.valueBytes)
    ]
    if let data = facts.rootContext {
      views.append(ValueView("Context", .object(data), whole: api("context"), limit: Self.valueBytes))
    }
    if let output = run.output {
      views.append(
        ValueView(
          "Output", output, whole: context.link("api", "v1", "workflow-runs", run.id.rawValue), limit: Self.valueBytes))
    }
    return views
  }

  private func timelineLink(_ cursor: String) -> LinkTarget {
    context.link("runs", run.id.rawValue, query: FormFields().setting("timeline", to: cursor), fragment: "timeline")
  }

  /// The three large values of a page may be longer than those of its steps.
  private static let valueBytes = 12_000
}

/// The step of another run that started this one.
private struct CallerView: View {
  let run: RunID
  let workflow: String
  let step: String
  let context: PageContext

  init?(_ run: Run, _ context: PageContext) {
    guard let caller = run.trigger["run"]?.stringValue, let workflow = run.trigger["workflow"]?.stringValue else {
      return nil
    }
    self.run = RunID(rawValue: caller)
    self.workflow = workflow
    self.step = run.trigger["step"]?.stringValue ?? ""
    self.context = context
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "link": .link(context.run(run))
    case "workflow": .text(workflow)
    case "step": .text(step)
    default: nil
    }
  }
}

/// The older run that this one repeats or goes on from.
private struct OriginView: View {
  let origin: Engine.Origin
  let context: PageContext

  init?(_ run: Run, _ context: PageContext) {
    guard let origin = run.origin else { return nil }
    self.origin = origin
    self.context = context
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "link": .link(context.run(origin.run))
    case "kind": .text(origin.kind.rawValue)
    case "id": .text(origin.run.rawValue)
    default: nil
    }
  }
}

/// A step that a fork may begin with.
private struct StepChoice: View {
  let step: StepSummary

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text(step.id.rawValue)
    case "path": .text(step.path)
    default: nil
    }
  }
}

private struct LabelView: View {
  let key: String
  let value: JSONValue

  func field(_ name: String) -> Field? {
    switch name {
    case "key": .text(key)
    case "value": .text(value.stringValue ?? value.text)
    default: nil
    }
  }
}
