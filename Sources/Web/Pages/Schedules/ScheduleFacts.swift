import Cron
import Engine
import Orchestrator

/// What was said about a schedule, as lines of a list.
enum ScheduleFacts {
  static func views(of spec: ScheduleSpec, _ clock: ScheduleClock) -> [any View] {
    var facts: [(String, String?)] = [("Time zone", spec.timezone)]
    if case .cron(let text, let gap, let repeats) = spec.timing {
      facts += [("Expression", text), ("Skipped by clocks", gap.rawValue), ("Shown twice", repeats.rawValue)]
    }
    facts += [
      ("Active hours", spec.activeHours.map(words)), ("Calendar", spec.calendar),
      ("On a holiday", spec.calendar.map { _ in spec.onHoliday.rawValue }),
      ("Not before", spec.startAt.map(clock.text)), ("Not after", spec.endAt.map(clock.text)),
      ("At most", spec.maxRuns.map { "\($0) runs" }),
      ("Spread", spec.jitter.milliseconds > 0 ? "up to \(DurationText.text(spec.jitter))" : nil),
      ("While its last run goes on", spec.overlap.rawValue), ("After an outage", words(spec.catchUp)),
      ("When a run fails", spec.pauseOnFailure ? "it is paused" : nil), ("Note", spec.note),
    ]
    return facts.compactMap { label, text in text.map { FactView(label: label, text: $0) as any View } }
  }

  private static func words(_ hours: ScheduleSpec.Hours) -> String {
    "\(hours.start) to \(hours.end)\(hours.days.isEmpty ? "" : ", \(hours.days.joined(separator: ", "))")"
  }

  private static func words(_ catchUp: CatchUp) -> String {
    let window = "not older than \(DurationText.text(catchUp.window))"
    switch catchUp.mode {
    case .none: return "nothing is made up for"
    case .latest: return "the last moment, \(window)"
    case .all:
      let spacing = catchUp.spacing.milliseconds > 0 ? ", \(DurationText.text(catchUp.spacing)) apart" : ""
      return "all moments, \(window), at most \(catchUp.max)\(spacing)"
    }
  }

  private struct FactView: View {
    let label: String
    let text: String

    func field(_ name: String) -> Field? {
      switch name {
      case "label": .text(label)
      case "text": .text(text)
      default: nil
      }
    }
  }
}
