import Engine
import JSON
import Store

/// A step in the timeline, with what went in and came out folded up below it.
struct StepRow: View {
  let run: Run
  let step: StepSummary
  let details: StepDetails?
  let context: PageContext
  let scale: TimeScale

  func field(_ name: String) -> Field? { headField(name) ?? barField(name) ?? bodyField(name) }

  private func headField(_ name: String) -> Field? {
    switch name {
    case "isStep": .flag(true)
    case "id": .text("step-\(step.id.rawValue)")
    case "path": .text(step.path)
    case "type": .text(step.executor?.rawValue ?? step.type.rawValue.replacing("_", with: " "))
    case "status": .view(StatusView(step.status))
    case "isOpen": .flag(!step.status.isTerminal)
    case "tries": step.attempt > 1 ? .number(step.attempt) : .flag(false)
    case "deliveries": step.delivery > 1 ? .number(step.delivery) : .flag(false)
    case "started": .view(context.time(step.startedAt ?? step.createdAt))
    case "duration": .text(DurationText.text((step.finishedAt ?? context.now) - (step.startedAt ?? step.createdAt)))
    case "link": .link(context.link("runs", run.id.rawValue, "steps", step.id.rawValue))
    default: nil
    }
  }

  private func barField(_ name: String) -> Field? {
    let start = scale.position(step.startedAt ?? step.createdAt)
    switch name {
    case "barStart": return .number(min(start, 994))
    case "barLength": return .number(max(6, scale.position(step.finishedAt ?? context.now) - start))
    case "tone": return .text(StatusView(step.status).tone.rawValue)
    default: return nil
    }
  }

  private func bodyField(_ name: String) -> Field? {
    switch name {
    case "error": .optional(step.error.map { ErrorView(error: $0) as any View })
    case "values": .list(values)
    case "child": step.child.map { .link(context.run($0)) } ?? .flag(false)
    case "attempts": .list((details?.attempts ?? []).map { AttemptRow(attempt: $0, context: context) })
    case "hasAttempts": .flag(!(details?.attempts ?? []).isEmpty)
    case "log":
      .optional(
        details?.logs.last.map {
          LogView(log: $0, limit: ValueView.previewBytes, isUnfolded: step.error != nil) as any View
        })
    default: nil
    }
  }

  private var values: [any View] {
    let whole = context.link("runs", run.id.rawValue, "steps", step.id.rawValue)
    return [("Input", details?.step.input), ("Output", details?.step.output)].compactMap { title, value in
      value.map { ValueView(title, $0, whole: whole) }
    }
  }
}

/// A state that was over at once.
struct VisitRow: View {
  let visit: Timeline.Visit
  let context: PageContext
  let scale: TimeScale

  func field(_ name: String) -> Field? {
    switch name {
    case "isStep": .flag(false)
    case "path": .text(visit.path)
    case "type": .text(visit.type)
    case "outcome": .text(visit.outcome)
    case "started": .view(context.time(visit.at))
    case "barStart": .number(min(scale.position(visit.at), 994))
    default: nil
    }
  }
}

/// An attempt that was followed by another.
struct AttemptRow: View {
  let attempt: AttemptRecord
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "number": .number(attempt.attempt)
    case "status": .view(StatusView(attempt.status))
    case "message": .optional(attempt.error?.message)
    case "finished": .view(context.time(attempt.finishedAt))
    case "deliveries": attempt.deliveries > 1 ? .number(attempt.deliveries) : .flag(false)
    default: nil
    }
  }
}

/// The end of what an attempt printed.
struct LogView: View {
  let log: AttemptLog
  let limit: Int
  /// What failed is read first.
  var isUnfolded = false

  func field(_ name: String) -> Field? {
    switch name {
    case "attempt": .number(log.attempt)
    case "isUnfolded": .flag(isUnfolded)
    case "text": .text(String(decoding: log.text.utf8.suffix(limit), as: UTF8.self))
    case "isCut": .flag(log.isTruncated || log.text.utf8.count > limit)
    default: nil
    }
  }
}
