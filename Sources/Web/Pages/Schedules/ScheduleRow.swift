import Engine
import Store

/// A schedule in a table.
struct ScheduleRow: View {
  let schedule: Schedule
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(schedule.spec.name)
    case "link": .link(context.schedule(schedule.id))
    case "sentence": .text(schedule.spec.sentence(of: schedule.id))
    case "workflow": .text(schedule.spec.workflow.rawValue)
    case "workflowLink": .link(context.workflow(schedule.spec.workflow))
    case "kind": .text(schedule.spec.timing.word)
    case "nextFire": context.time(schedule.ledger.nextFire)
    case "noNext": .text(schedule.whyNotNext)
    case "lastFire": context.time(schedule.lastFiredAt)
    case "lastRun": .flag(schedule.lastRun != nil)
    case "runLink": schedule.lastRun.map { .link(context.run($0)) }
    case "runStatus": .optional(schedule.lastRunStatus.map { StatusView($0) as any View })
    case "status": .view(StatusView(schedule.status))
    case "until": context.time(schedule.status == .active ? schedule.pausedUntil : nil)
    case "problem": .optional(schedule.failure?.message ?? schedule.lastError)
    default: nil
    }
  }
}

extension Schedule {
  /// What stands in the place of the next fire.
  var whyNotNext: String {
    switch status {
    case .completed: "it is over"
    case .paused: "paused"
    case .failed: "it can't fire"
    case .active: if case .after = spec.timing { "after the run before" } else { "none any more" }
    }
  }
}

extension ScheduleTiming {
  /// For lists.
  var word: String {
    switch self {
    case .once: "once"
    case .cron: "recurring"
    case .interval: "interval"
    case .after: "after each run"
    }
  }
}

extension ScheduleTiming.Kind {
  var word: String {
    switch self {
    case .once: "once"
    case .cron: "recurring"
    case .interval: "interval"
    }
  }
}

extension StatusView {
  init(_ status: ScheduleStatus) {
    switch status {
    case .active: self.init(word: "Active", tone: .good, shape: .check)
    case .paused: self.init(word: "Paused", tone: .idle, shape: .pause)
    case .completed: self.init(word: "Completed", tone: .idle, shape: .dash)
    case .failed: self.init(word: "Failed", tone: .bad, shape: .cross)
    }
  }
}

extension PageContext {
  func schedule(_ id: ScheduleID) -> LinkTarget { link("schedules", id.rawValue) }
}

/// One word of a list of choices.
struct ChoiceView: View {
  let value: String
  let word: String
  let isChosen: Bool

  func field(_ name: String) -> Field? {
    switch name {
    case "value": .text(value)
    case "word": .text(word)
    case "isChosen": .flag(isChosen)
    default: nil
    }
  }
}

/// A sentence that stands somewhere.
struct MessageView: View {
  let message: String

  init(_ message: String) { self.message = message.asSentence }

  func field(_ name: String) -> Field? { name == "text" ? .text(message) : nil }
}
