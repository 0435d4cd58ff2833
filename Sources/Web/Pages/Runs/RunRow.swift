import Engine
import Store

/// A run in a table.
struct RunRow: View {
  let run: RunSummary
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "id": .text(run.id.rawValue)
    case "link": .link(context.run(run.id))
    case "workflow": .text(run.workflow.rawValue)
    case "workflowLink": .link(context.workflow(run.workflow))
    case "status": .view(StatusView(run.status))
    case "started": context.time(run.startedAt ?? run.createdAt)
    case "duration": .text(DurationText.text((run.finishedAt ?? context.now) - run.createdAt))
    case "isOpen": .flag(!run.status.isTerminal)
    case "note": .optional(run.waitingFor.map { "Waits for \($0)" } ?? run.error?.message)
    default: nil
    }
  }
}
