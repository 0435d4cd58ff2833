import Engine
import JSON
import JSONSchema
import Orchestrator
import Store

/// The form that makes a schedule or changes one.
struct ScheduleFormPage: SitePage {
  static let template = "schedule-form"

  let context: PageContext
  let workflow: Workflow
  /// Nil for a new one.
  let schedule: Schedule?
  var payload: PayloadPart
  var typed: FormFields
  /// One per opening of the form: sent twice, it makes one schedule.
  let key: String
  let calendars: [String]
  let zones: [String]
  var issues: [CheckIssue] = []
  /// What is wrong, but not with a field.
  var refusal: String?
  var preview: SchedulePreview?

  var title: String { schedule.map { "Edit \($0.spec.name)" } ?? "New schedule" }
  var section: LayoutView.Section? { .schedules }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(title)
    case "back": .link(schedule.map { context.schedule($0.id) } ?? context.link("schedules"))
    case "backName": .text(schedule?.spec.name ?? "Schedules")
    case "mustChoose": .flag(false)
    case "action": .link(action)
    case "formToken": .text(context.formToken)
    case "key": .text(key)
    case "workflow": .text(workflow.id.rawValue)
    case "workflowName": .text(workflow.name ?? workflow.id.rawValue)
    case "workflowLink": .link(context.workflow(workflow.id))
    case "chooseLink": schedule == nil ? .link(context.link("schedules", "new")) : .flag(false)
    case "workflowMessages": .list(messages(at: "workflowId"))
    case "version": .optional(schedule.map { _ in typed["version"] ?? "" })
    case "messages": .list(generalMessages)
    case "isNew": .flag(schedule == nil)
    case "isEnabled": .flag(typed["enabled"] == "true")
    case "mayReplay": .flag(schedule != nil)
    case "replaySince": .text(typed["replaySince"] ?? "")
    case "zones": .list(zones.map { ZoneView(name: $0) })
    case "preview": .optional(preview.map { PreviewView(preview: $0, context: context) as any View })
    default: payload.field(name) ?? timingField(name) ?? limitField(name)
    }
  }

  private var action: LinkTarget {
    guard let schedule else { return context.link("schedules", "new") }
    return context.link("schedules", schedule.id.rawValue, "edit")
  }

  /// What no field shows stands above the form.
  private var generalMessages: [any View] {
    let shown = Set(Self.paths)
    let others = issues.filter { issue in
      issue.severity == .error && !shown.contains(issue.path) && !issue.path.hasPrefix("activeHours")
        && !issue.path.hasPrefix("payload")
    }
    return ((refusal.map { [$0] } ?? []) + others.map(Self.text)).map { MessageView($0) }
  }

  /// The issues' paths that have a field.
  private static let paths = [
    "name", "workflowId", "runAt", "cron", "every", "after", "timezone", "calendar", "onHoliday", "overlap",
    "catchUp.mode", "catchUp.windowSeconds", "catchUp.max", "catchUp.spacingSeconds", "startAt", "endAt", "maxRuns",
    "jitterSeconds", "gap", "repeat", "note",
  ]

  func messages(at path: String) -> [any View] { texts(at: path).map { MessageView($0) } }

  func texts(at path: String) -> [String] { issues.filter { $0.path == path }.map(Self.text) }

  static func text(_ issue: CheckIssue) -> String {
    let expected = issue.expected.map { "; expected \($0)" } ?? ""
    return issue.message + (issue.hint.map { "; \($0)" } ?? expected)
  }

  func line(
    _ name: String, _ label: String, hint: String? = nil, type: String = "text", at path: String? = nil,
    placeholder: String? = nil
  ) -> PlainField {
    PlainField(
      name: name, label: label, hint: hint, type: type, value: typed[name] ?? "", placeholder: placeholder,
      messages: texts(at: path ?? name))
  }

  func choice(
    _ name: String, _ label: String, hint: String? = nil, at path: String? = nil, standard: String,
    _ options: [(value: String, word: String)]
  ) -> ChoiceField {
    let chosen = typed[name] ?? standard
    return ChoiceField(
      name: name, label: label, hint: hint,
      options: options.map { ChoiceView(value: $0.value, word: $0.word, isChosen: $0.value == chosen) },
      messages: texts(at: path ?? name))
  }

  private struct ZoneView: View {
    let name: String

    func field(_ name: String) -> Field? { name == "text" ? .text(self.name) : nil }
  }
}
