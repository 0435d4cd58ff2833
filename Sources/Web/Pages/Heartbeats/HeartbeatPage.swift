import Cron
import Engine
import HTTPTypes
import Orchestrator
import Store

/// One heartbeat: its checklist with what was said last, what needs a person, and its beats.
struct HeartbeatPage: SitePage {
  static let template = "heartbeat"

  let context: PageContext
  let heartbeat: Heartbeat
  let beats: Page<BeatResult>
  let alerts: [Alert]
  var refusal: String?

  var title: String { heartbeat.spec.name }
  var section: LayoutView.Section? { .heartbeats }

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(heartbeat.spec.name)
    case "description": .optional(heartbeat.spec.description)
    case "status": .view(StatusView(heartbeat.outcome))
    case "isPaused": .flag(heartbeat.isPaused)
    case "problem": .optional(heartbeat.problem)
    case "refusal": .optional(refusal)
    case "runLink": heartbeat.run.map { .link(context.run($0)) } ?? .flag(false)
    case "agent": .text(heartbeat.spec.agent.rawValue)
    case "interval": .text(DurationText.text(heartbeat.spec.interval))
    case "hours": .text(hours)
    case "timezone": .text(heartbeat.spec.timezone)
    case "file": .optional(heartbeat.file)
    case "alertAfter": .number(heartbeat.spec.alertAfter)
    case "lastBeat": context.time(heartbeat.lastBeat)
    case "nextBeat": context.time(heartbeat.isPaused ? nil : heartbeat.nextBeat)
    case "runsLink": .link(context.link("workflows", heartbeat.workflow.rawValue, "runs"))
    case "checks": .list(heartbeat.spec.checks.map { CheckRow(check: $0, heartbeat.memory[$0], context) })
    case "alerts": .list(alerts.map { AlertView(alert: $0, context: context, back: address) })
    case "hasAlerts": .flag(!alerts.isEmpty)
    case "beats": .list(beats.items.map { BeatRow(beat: $0, context: context) })
    case "hasBeats": .flag(!beats.items.isEmpty)
    case "hasNext": .flag(beats.next != nil)
    case "next":
      beats.next.map {
        .link(
          context.link(
            "heartbeats", heartbeat.id.rawValue, query: FormFields().setting("cursor", to: $0.description),
            fragment: "history"))
      }
    case "canRun": .flag(context.may(.startRun))
    case "canManage": .flag(context.may(.manageWatches))
    case "action": .link(address)
    case "edit": .link(context.link("heartbeats", heartbeat.id.rawValue, "edit"))
    case "back": .link(context.link("heartbeats"))
    case "formToken": .text(context.formToken)
    default: nil
    }
  }

  private var address: LinkTarget { context.link("heartbeats", heartbeat.id.rawValue) }

  private var hours: String {
    guard let hours = heartbeat.spec.activeHours else { return "always" }
    let days = Weekday.allCases.filter(hours.days.contains).map(\.abbreviation)
    let clock = "\(HoursText.clock(hours.start)) to \(HoursText.clock(hours.end))"
    return days.count == Weekday.allCases.count ? clock : "\(clock) on \(days.joined(separator: ", "))"
  }
}

/// Minutes of the day as `HH:MM`.
enum HoursText {
  static func clock(_ minutes: Int) -> String { "\(two(minutes / 60)):\(two(minutes % 60))" }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

private struct CheckRow: View {
  let check: String
  let memory: CheckMemory?
  let context: PageContext

  init(check: String, _ memory: CheckMemory?, _ context: PageContext) {
    self.check = check
    self.memory = memory
    self.context = context
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "check": .text(check)
    case "status": .view(StatusView(memory?.last.outcome))
    case "details": .optional(memory?.last.details)
    case "at": context.time(memory?.at)
    case "inARow": .optional(memory.flatMap { $0.unevaluatedInARow > 1 ? "\($0.unevaluatedInARow)" : nil })
    default: nil
    }
  }
}

private struct BeatRow: View {
  let beat: BeatResult
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "at": .view(context.time(beat.startedAt))
    case "status": .view(StatusView(beat.outcome))
    case "isManual": .flag(beat.cause == .manual)
    case "findings": .list(beat.checks.filter { $0.outcome != .ok }.map(FindingView.init))
    case "duration": .text(DurationText.text(beat.finishedAt - beat.startedAt))
    case "runLink": beat.run.map { .link(context.run($0)) } ?? .flag(false)
    default: nil
    }
  }

  private struct FindingView: View {
    let result: CheckResult

    func field(_ name: String) -> Field? {
      switch name {
      case "check": .text(result.check)
      case "details": .optional(result.details)
      default: nil
      }
    }
  }
}
