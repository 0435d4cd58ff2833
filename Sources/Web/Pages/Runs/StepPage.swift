import Engine
import JSON
import Store

/// One step with everything in full length.
struct StepPage: SitePage {
  static let template = "step"

  let context: PageContext
  let run: RunID
  let details: StepDetails

  /// Bytes of one value here: what a browser shows without delay.
  private static let valueBytes = 200_000

  var title: String { "Step \(details.step.path)" }
  var section: LayoutView.Section? { .runs }

  private var step: Step { details.step }

  func field(_ name: String) -> Field? {
    switch name {
    case "path": .text(step.path)
    case "runLink": .link(context.run(run))
    case "run": .text(run.rawValue)
    case "status": .view(StatusView(step.status))
    case "executor": .text(step.executor?.rawValue ?? step.type.rawValue)
    case "attempt": .number(step.attempt)
    case "created": .view(context.time(step.createdAt))
    case "finished": context.time(step.finishedAt)
    case "deadline": step.status.isTerminal ? .flag(false) : context.time(step.deadlineAt)
    case "duration": .text(DurationText.text((step.finishedAt ?? context.now) - (step.startedAt ?? step.createdAt)))
    case "idempotencyKey": .text(step.idempotencyKey)
    case "error": .optional(step.error.map { ErrorView(error: $0) as any View })
    case "values": .list(values)
    case "attempts": .list(details.attempts.map { AttemptRow(attempt: $0, context: context) })
    case "hasAttempts": .flag(!details.attempts.isEmpty)
    case "logs": .list(details.logs.map { LogView(log: $0, limit: Self.valueBytes) })
    case "hasLogs": .flag(!details.logs.isEmpty)
    default: nil
    }
  }

  private var values: [any View] {
    let whole = context.link("api", "v1", "workflow-runs", run.rawValue, "steps", step.id.rawValue)
    return [("Input", step.input), ("Output", step.output)].compactMap { title, value in
      value.map { ValueView(title, $0, whole: whole, limit: Self.valueBytes) }
    }
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let details = try exchange.requireStep()
    return try exchange.show(StepPage(context: exchange.page, run: details.step.run, details: details))
  }
}
