import Documents
import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// Making and editing a monitor.
struct MonitorFormPage: SitePage {
  static let template = "monitor-form"

  let context: PageContext
  /// Nil for a new one.
  let monitor: Monitor?
  /// As typed, or as it is.
  let form: FormFields
  var messages: [String] = []

  var title: String { monitor.map { "Edit \($0.spec.name)" } ?? "New monitor" }
  var section: LayoutView.Section? { .heartbeats }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(title)
    case "messages": .list(messages.map(LineView.init))
    case "action":
      .link(monitor.map { context.link("monitors", $0.id.rawValue, "edit") } ?? context.link("monitors", "new"))
    case "back": .link(monitor.map { context.link("monitors", $0.id.rawValue) } ?? context.link("heartbeats"))
    case "formToken": .text(context.formToken)
    case "name": typed(name)
    case "every": typed(name)
    case "cron": typed(name)
    case "timezone": typed(name)
    case "grace": typed(name)
    case "note": typed(name)
    case "version": typed(name)
    default: nil
    }
  }

  private func typed(_ name: String) -> Field { .text(form[name] ?? "") }
}

extension MonitorFormPage {
  @Sendable static func showNew(_ exchange: Exchange) throws -> WebResponse {
    let form = FormFields([
      .init(name: "timezone", value: exchange.installation.configuration.timezone),
      .init(name: "grace", value: HeartbeatSpec.text(of: MonitorSpec.usualGrace)),
    ])
    return try exchange.show(MonitorFormPage(context: exchange.page, monitor: nil, form: form))
  }

  @Sendable static func showEdit(_ exchange: Exchange) throws -> WebResponse {
    let monitor = try exchange.requireMonitor()
    return try exchange.show(MonitorFormPage(context: exchange.page, monitor: monitor, form: FormFields(of: monitor)))
  }

  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    try refusing(exchange, nil) { spec in
      try exchange.installation.createMonitor(spec, by: try exchange.identity())
    }
  }

  @Sendable static func save(_ exchange: Exchange) throws -> WebResponse {
    let monitor = try exchange.requireMonitor()
    return try refusing(exchange, monitor) { spec in
      try exchange.installation.updateMonitor(
        monitor.id, spec, expected: exchange.form["version"].flatMap(Int64.init), by: try exchange.identity())
    }
  }

  private static func refusing(
    _ exchange: Exchange, _ monitor: Monitor?, _ body: (MonitorSpec) throws -> Monitor
  ) throws -> WebResponse {
    do {
      return .seeOther(exchange.link("monitors", try body(try exchange.form.monitorSpec()).id.rawValue))
    } catch let error as OperationError where [.conflict, .invalid].contains(error.kind) {
      let issues = error.issues.map { "\($0.path.isEmpty ? "" : "\($0.path): ")\($0.message)" }
      let page = MonitorFormPage(
        context: exchange.page, monitor: monitor, form: exchange.form,
        messages: issues.isEmpty ? [error.message.asSentence] : issues)
      return try exchange.show(page, status: error.kind == .conflict ? .conflict : .unprocessableContent)
    }
  }
}

extension FormFields {
  fileprivate init(of monitor: Monitor) {
    var form = FormFields([
      .init(name: "name", value: monitor.spec.name), .init(name: "note", value: monitor.spec.note ?? ""),
      .init(name: "grace", value: HeartbeatSpec.text(of: monitor.spec.grace)),
      .init(name: "version", value: "\(monitor.version)"),
    ])
    switch monitor.spec.expectation {
    case .every(let span): form = form.setting("every", to: HeartbeatSpec.text(of: span))
    case .cron(let text, let timezone): form = form.setting("cron", to: text).setting("timezone", to: timezone)
    }
    self = form
  }

  fileprivate func monitorSpec() throws -> MonitorSpec {
    var object = JSONObject()
    for key in ["name", "every", "cron", "grace", "note"] { object[key] = trimmed(key).map { .string($0) } }
    // The zone stands in the form for the expression's sake.
    if object["cron"] != nil { object["timezone"] = trimmed("timezone").map { .string($0) } }
    let text = JSONValue.object(object).text
    let (spec, report) = MonitorReader.read(try Document.parse(text, named: "form", format: .json))
    guard let spec else { throw OperationError(.invalid, "this is no monitor", issues: report.issues) }
    return spec
  }
}
