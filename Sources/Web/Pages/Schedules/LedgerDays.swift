import Engine
import Orchestrator
import Store

/// What became of a schedule's moments, day by day in its own zone.
struct LedgerDays {
  let days: [any View]

  init(_ entries: [LedgerEntry], zone: ScheduleClock, context: PageContext) {
    var groups: [(date: String, entries: [LedgerEntry])] = []
    for entry in entries {
      let date = zone.date(of: entry.latest)
      if groups.last?.date == date {
        groups[groups.count - 1].entries.append(entry)
      } else {
        groups.append((date, [entry]))
      }
    }
    days = groups.map { group in
      DayView(
        date: group.date, entries: group.entries.map { LedgerEntryView(entry: $0, zone: zone, context: context) })
    }
  }

  private struct DayView: View {
    let date: String
    let entries: [LedgerEntryView]

    func field(_ name: String) -> Field? {
      switch name {
      case "date": .text(date)
      case "day": .text(date)
      case "entries": .list(entries)
      default: nil
      }
    }
  }
}

/// One moment, or some in a row for which the same holds.
struct LedgerEntryView: View {
  let entry: LedgerEntry
  let zone: ScheduleClock
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "tone": .text(status.tone.rawValue)
    case "status": .view(status)
    case "moment": .text(moment)
    case "count": count > 1 ? .number(count) : .flag(false)
    case "isBackfill": .flag(slot?.backfill != nil)
    case "run": .optional(slot?.run.map { RunLink(target: context.run($0)) as any View })
    case "reason": .optional(reason)
    default: nil
    }
  }

  private var slot: ScheduleSlot? { if case .slot(let slot) = entry { slot } else { nil } }

  private var moment: String {
    switch entry {
    case .slot(let slot): zone.time(of: slot.instant)
    case .span(let span): range(of: span)
    }
  }

  private var count: Int {
    switch entry {
    case .slot: 1
    case .span(let span): span.count
    }
  }

  private var reason: String? {
    switch entry {
    case .slot(let slot): slot.reason
    case .span(let span): span.reason
    }
  }

  private func range(of span: ScheduleSpan) -> String {
    guard span.last > span.first else { return zone.time(of: span.first) }
    let isOneDay = zone.date(of: span.first) == zone.date(of: span.last)
    let first = isOneDay ? zone.time(of: span.first) : "\(zone.date(of: span.first)) \(zone.time(of: span.first))"
    return "\(first) – \(zone.time(of: span.last))"
  }

  private var status: StatusView {
    switch entry {
    case .slot(let slot):
      switch slot.status {
      case .fired: StatusView(word: "Fired", tone: .good, shape: .check)
      case .buffered: StatusView(word: "Waits", tone: .waiting, shape: .clock)
      case .blocked: StatusView(word: "Blocked", tone: .bad, shape: .cross)
      }
    case .span(let span): StatusView(span.outcome)
    }
  }

  private struct RunLink: View {
    let target: LinkTarget

    func field(_ name: String) -> Field? { name == "link" ? .link(target) : nil }
  }
}

extension StatusView {
  init(_ outcome: ScheduleSpan.Outcome) {
    switch outcome {
    case .outsideActiveHours: self.init(word: "Outside active hours", tone: .idle, shape: .dash)
    case .holiday: self.init(word: "Holiday", tone: .idle, shape: .dash)
    case .paused: self.init(word: "Paused", tone: .idle, shape: .pause)
    case .missed: self.init(word: "Missed", tone: .bad, shape: .clock)
    case .limitReached: self.init(word: "Limit reached", tone: .idle, shape: .dash)
    case .skippedOverlap: self.init(word: "Skipped, the run before went on", tone: .idle, shape: .dash)
    case .skippedByUser: self.init(word: "Skipped by somebody", tone: .idle, shape: .hand)
    case .failedToStart: self.init(word: "Could not start", tone: .bad, shape: .cross)
    }
  }
}

extension LedgerEntry {
  /// The moment by which it is ordered.
  var latest: Instant {
    switch self {
    case .slot(let slot): slot.instant
    case .span(let span): span.last
    }
  }
}
