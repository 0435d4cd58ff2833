import Cron
import Documents
import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// Making and editing a heartbeat: of fields, or from a file.
struct HeartbeatFormPage: SitePage {
  static let template = "heartbeat-form"

  let context: PageContext
  /// Nil for a new one.
  let heartbeat: Heartbeat?
  /// As typed, or as it is.
  let form: FormFields
  let agents: [AgentID]
  /// Where relative paths begin.
  let folder: String
  var messages: [String] = []

  var title: String { heartbeat.map { "Edit \($0.spec.name)" } ?? "New heartbeat" }
  var section: LayoutView.Section? { .heartbeats }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(title)
    case "isNew": .flag(heartbeat == nil)
    case "isFile": .flag(form["mode"] == "file")
    case "messages": .list(messages.map(LineView.init))
    case "agents": .list(agents.map { AgentChoice(agent: $0, isChosen: form["agent"] == $0.rawValue) })
    case "days":
      .list(Weekday.allCases.map { DayChoice(day: $0, isChosen: form.all("days").contains($0.abbreviation)) })
    case "folder": .text(folder)
    case "action": .link(address)
    case "back": .link(heartbeat.map { context.link("heartbeats", $0.id.rawValue) } ?? context.link("heartbeats"))
    case "formToken": .text(context.formToken)
    case "name": typed(name)
    case "description": typed(name)
    case "interval": typed(name)
    case "timezone": typed(name)
    case "start": typed(name)
    case "end": typed(name)
    case "checks": typed(name)
    case "alertAfter": typed(name)
    case "timeoutSeconds": typed(name)
    case "file": typed(name)
    case "version": typed(name)
    default: nil
    }
  }

  private func typed(_ name: String) -> Field { .text(form[name] ?? "") }

  private var address: LinkTarget {
    heartbeat.map { context.link("heartbeats", $0.id.rawValue, "edit") } ?? context.link("heartbeats", "new")
  }

  private struct AgentChoice: View {
    let agent: AgentID
    let isChosen: Bool

    func field(_ name: String) -> Field? {
      switch name {
      case "id": .text(agent.rawValue)
      case "isChosen": .flag(isChosen)
      default: nil
      }
    }
  }

  private struct DayChoice: View {
    let day: Weekday
    let isChosen: Bool

    func field(_ name: String) -> Field? {
      switch name {
      case "day": .text(day.abbreviation)
      case "word": .text(String(day.name.prefix(3)))
      case "isChosen": .flag(isChosen)
      default: nil
      }
    }
  }
}

/// One line of what is wrong.
struct LineView: View {
  let text: String

  init(_ text: String) { self.text = text }

  func field(_ name: String) -> Field? { name == "text" ? .text(text) : nil }
}

extension HeartbeatFormPage {
  @Sendable static func showNew(_ exchange: Exchange) throws -> WebResponse {
    let form = FormFields([
      .init(name: "interval", value: "30m"),
      .init(name: "timezone", value: exchange.installation.configuration.timezone),
      .init(name: "alertAfter", value: "\(HeartbeatSpec.usualAlertAfter)"),
      .init(name: "timeoutSeconds", value: HeartbeatSpec.text(of: HeartbeatSpec.usualCheckTimeout)),
    ])
    return try show(exchange, nil, form)
  }

  @Sendable static func showEdit(_ exchange: Exchange) throws -> WebResponse {
    let heartbeat = try exchange.requireHeartbeat()
    return try show(exchange, heartbeat, FormFields(of: heartbeat))
  }

  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    try refusing(exchange, nil) {
      try exchange.installation.createHeartbeat(try exchange.form.heartbeatSource(), by: try exchange.identity())
    }
  }

  @Sendable static func save(_ exchange: Exchange) throws -> WebResponse {
    let heartbeat = try exchange.requireHeartbeat()
    return try refusing(exchange, heartbeat) {
      try exchange.installation.updateHeartbeat(
        heartbeat, try exchange.form.heartbeatSource(name: heartbeat.spec.name),
        expected: exchange.form["version"].flatMap(Int64.init), by: try exchange.identity())
    }
  }

  private static func refusing(
    _ exchange: Exchange, _ heartbeat: Heartbeat?, _ body: () throws -> Heartbeat
  ) throws -> WebResponse {
    do {
      return .seeOther(exchange.link("heartbeats", try body().id.rawValue))
    } catch let error as OperationError where [.conflict, .invalid, .notFound, .forbidden].contains(error.kind) {
      let issues = error.issues.map { issue in
        "\(issue.line.map { "Line \($0): " } ?? (issue.path.isEmpty ? "" : "\(issue.path): "))\(issue.message)"
          + (issue.hint.map { " (\($0))" } ?? "")
      }
      return try show(
        exchange, heartbeat, exchange.form, messages: issues.isEmpty ? [error.message.asSentence] : issues,
        status: error.kind == .conflict ? .conflict : .unprocessableContent)
    }
  }

  private static func show(
    _ exchange: Exchange, _ heartbeat: Heartbeat?, _ form: FormFields, messages: [String] = [],
    status: HTTPResponse.Status = .ok
  ) throws -> WebResponse {
    let agents = try exchange.installation.agentCatalog(of: try exchange.identity().tenant).names
    return try exchange.show(
      HeartbeatFormPage(
        context: exchange.page, heartbeat: heartbeat, form: form, agents: agents.filter { !$0.rawValue.contains(".") },
        folder: exchange.installation.directory.workflows, messages: messages), status: status)
  }
}
