import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct PreviewSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "List the next moments at which a schedule fires, and what clocks do then.")

  @OptionGroup var target: ScheduleTarget

  @Option(help: "How many, at most \(SchedulePreview.mostFires).")
  var count = 10

  func validate() throws {
    if !(1...SchedulePreview.mostFires).contains(count) {
      throw ValidationError("--count is a number from 1 to \(SchedulePreview.mostFires).")
    }
  }

  func run() throws {
    let installation = try target.options.open()
    let preview = try installation.preview(of: try target.find(in: installation), count: count)
    var table = Table("FIRES (UTC)", "LOCAL", "NOTE")
    for fire in preview.fires { table.add(TimeText.moment(fire.at), fire.local, fire.note ?? "") }
    target.format.print(table, json: preview.json, none: preview.ending ?? "it doesn't fire any more")
  }
}

struct ScheduleSlots: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slots", abstract: "List what became of a schedule's moments, the newest first.",
    discussion: "Each moment has fired, waits, or is told with the reason why it didn't fire; none is missing.")

  @OptionGroup var target: ScheduleTarget

  @Option(help: "How many lines at most.")
  var limit = 50

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let installation = try target.options.open()
    let schedule = try target.find(in: installation)
    let entries = try installation.storage.read { store in
      try Everything.of(atMost: limit) { try store.ledger(of: schedule.id, page: $0) }
    }
    var table = Table("MOMENT (UTC)", "UP TO", "MOMENTS", "OUTCOME", "RUN", "REASON")
    for entry in entries {
      switch entry {
      case .slot(let slot):
        table.add(
          TimeText.moment(slot.instant), "", "1", slot.status.rawValue, slot.run?.rawValue ?? "", slot.reason ?? "")
      case .span(let span):
        table.add(
          TimeText.moment(span.first), span.last > span.first ? TimeText.moment(span.last) : "", "\(span.count)",
          span.outcome.rawValue, "", span.reason ?? "")
      }
    }
    target.format.print(table, json: .array(entries.map(\.json)), none: "none of its moments has come yet")
  }
}
