import Engine
import Orchestrator
import Store

/// A schedule that doesn't do what was asked of it, and why.
struct ScheduleTrouble: View {
  let schedule: Schedule
  let finding: LedgerFinding
  let context: PageContext

  /// How long a schedule may be due without being decided: two minutes of crontab lines, and the work of one tick.
  static let patience = TimeSpan.seconds(180)
  /// The overview names some; the list of schedules has them all.
  private static let mostShown = 5
  /// Other tenants' are among them.
  private static let mostLookedAt = 50

  static func all(
    of tenant: TenantID, _ context: PageContext, in store: any StorageReader
  ) throws -> [ScheduleTrouble] {
    let findings = try store.ledgerFindings(overdue: context.now - patience, limit: mostLookedAt)
    let troubles = try findings.compactMap { finding in
      try store.schedule(finding.schedule, tenant: tenant).map {
        ScheduleTrouble(schedule: $0, finding: finding, context: context)
      }
    }
    return Array(troubles.prefix(mostShown))
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(schedule.spec.name)
    case "link": .link(context.schedule(schedule.id))
    case "workflow": .text(schedule.spec.workflow.rawValue)
    case "why": .text(why)
    default: nil
    }
  }

  private var why: String {
    switch finding.kind {
    case .failed: finding.message ?? "it can't fire"
    case .overdue: "it was due \(finding.since.map { context.time($0).ago } ?? "a while ago")"
    case .noFuture: "nobody will look at it again"
    case .stuck: "it waits for the end of a run that is over"
    }
  }
}
