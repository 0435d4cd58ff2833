import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// One schedule: what became of its moments, which come next, and what can be done with it.
struct SchedulePage: SitePage {
  static let template = "schedule"

  let context: PageContext
  let schedule: Schedule
  let preview: SchedulePreview?
  let ledger: Page<LedgerEntry>
  let runs: [RunSummary]
  let backfills: [Backfill]
  var refusal: String?

  var title: String { schedule.spec.name }
  var section: LayoutView.Section? { .schedules }
  private var clock: ScheduleClock { ScheduleClock(of: schedule.spec) }

  func field(_ name: String) -> Field? {
    switch name {
    case "all": .link(context.link("schedules"))
    case "edit": .link(context.link("schedules", schedule.id.rawValue, "edit"))
    case "action": .link(context.schedule(schedule.id))
    case "formToken": .text(context.formToken)
    case "refusal": .optional(refusal)
    case "told": .flag(false)
    case "failure": .optional(schedule.failure?.message)
    case "pausedStory": .optional(pausedStory)
    case "lateness": .optional(lateness)
    case "fired": .number(schedule.counts.fired)
    case "skipped": .number(schedule.counts.skipped)
    case "missed": .number(schedule.counts.missed)
    case "maxRuns": schedule.spec.maxRuns.map(Field.number) ?? .flag(false)
    case "timezone": .text(schedule.spec.timezone)
    case "problem": .optional(schedule.lastError)
    case "settings": .list(ScheduleFacts.views(of: schedule.spec, clock))
    case "payload":
      .view(ValueView("Input of each run", .object(schedule.spec.payload)))
    default: actionField(name) ?? historyField(name) ?? ScheduleRow(schedule: schedule, context: context).field(name)
    }
  }

  private func actionField(_ name: String) -> Field? {
    let mayManage = context.may(.manageSchedule)
    switch name {
    case "acts": return .flag(mayManage || context.may(.startRun))
    case "canManage": return .flag(mayManage)
    case "canTrigger": return .flag(context.may(.startRun))
    case "canPause": return .flag(schedule.isEnabled && schedule.pausedUntil == nil)
    case "canResume": return .flag(schedule.status == .paused || schedule.pausedUntil != nil)
    case "canSkip": return .flag(schedule.status == .active && schedule.ledger.nextFire != nil)
    case "skipSlot": return .text(schedule.ledger.nextFire?.description ?? "")
    case "canBackfill": if case .after = schedule.spec.timing { return .flag(false) } else { return .flag(true) }
    default: return nil
    }
  }

  private func historyField(_ name: String) -> Field? {
    switch name {
    case "days": return .list(LedgerDays(ledger.items, zone: clock, context: context).days)
    case "hasDays": return .flag(!ledger.items.isEmpty)
    case "hasOlder": return .flag(ledger.next != nil)
    case "older":
      return ledger.next.map {
        .link(
          context.link(
            "schedules", schedule.id.rawValue, query: FormFields().setting("cursor", to: $0.description)))
      }
    case "runs": return .list(runs.map { RunRow(run: $0, context: context) })
    case "hasRuns": return .flag(!runs.isEmpty)
    case "hasMoreRuns": return .flag(runs.count == SchedulePage.newestRuns)
    case "moreRuns":
      return .link(context.link("runs", query: FormFields().setting("scheduleId", to: schedule.id.rawValue)))
    case "fires": return .list((preview?.fires ?? []).map { FireView(fire: $0, context: context) })
    case "hasFires": return .flag(preview?.fires.isEmpty == false)
    case "noNext": return .text(preview?.ending ?? schedule.whyNotNext)
    case "backfills": return .list(backfills.map { BackfillView(backfill: $0, context: context) })
    case "hasBackfills": return .flag(!backfills.isEmpty)
    default: return nil
    }
  }

  private var pausedStory: String? {
    if let until = schedule.pausedUntil { return "Paused until \(clock.text(of: until))." }
    guard let pause = schedule.pause, schedule.status == .paused else { return nil }
    return "Paused by \(pause.by)\(pause.reason.map { ": \($0)" } ?? "")".asSentence
  }

  private var lateness: String? {
    guard schedule.status == .active, let due = schedule.ledger.dueAt, context.now - due > ScheduleTrouble.patience
    else { return nil }
    return "It was due \(clock.text(of: due)), and no tick has come for it since."
  }

  static let newestRuns = 10
  static let shownFires = 10
}

/// A range of the past that is being made up for.
private struct BackfillView: View {
  let backfill: Backfill
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "from": .view(context.time(backfill.from))
    case "to": .view(context.time(backfill.to))
    case "fired": .number(backfill.fired)
    case "total": .number(backfill.total)
    case "word": .text(backfill.status.rawValue)
    case "error": .optional(backfill.lastError)
    default: nil
    }
  }
}
