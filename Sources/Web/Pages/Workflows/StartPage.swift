import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// The form that starts a run.
struct StartPage: SitePage {
  static let template = "start"

  let context: PageContext
  let workflow: Workflow
  let schema: JSONValue?
  let typed: FormFields
  /// One per opening of the form: sent twice, it starts one run.
  let key: String
  var mistake: InputForm.Mistake?

  var title: String { "New run of \(workflow.name ?? workflow.id.rawValue)" }
  var section: LayoutView.Section? { .workflows }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(title)
    case "id": .text(workflow.id.rawValue)
    case "revision": .number(workflow.revision)
    case "back": .link(context.workflow(workflow.id))
    case "action": .link(context.link("workflows", workflow.id.rawValue, "start"))
    case "formToken": .text(context.formToken)
    case "key": .text(key)
    case "fields": .list(inputFields)
    case "hasFields": .flag(!inputFields.isEmpty)
    case "isJSON": .flag(typed["mode"] == "json" || inputFields.isEmpty)
    case "json": .text(typed["json"] ?? example)
    case "jsonMessage": .optional(typed["mode"] == "json" ? mistake?.message : nil)
    case "message": .optional(generalMessage)
    default: nil
    }
  }

  private var inputFields: [InputField] {
    let named = mistake.flatMap { mistake in mistake.property.map { (name: $0, text: mistake.message) } }
    return schema.map { InputField.all(of: $0, values: typed, message: named) } ?? []
  }

  /// What belongs to no field stands above the form.
  private var generalMessage: String? {
    guard let mistake, typed["mode"] != "json" else { return nil }
    return inputFields.contains { $0.name == mistake.property } ? nil : mistake.message
  }

  private var example: String {
    let properties = (schema?["properties"]?.objectValue ?? [:]).map { name, property in
      (name, property["default"] ?? property["examples"]?[0] ?? Self.blank(property["type"]?.stringValue))
    }
    return JSONValue.object(JSONObject(properties)).prettyText
  }

  private static func blank(_ type: String?) -> JSONValue {
    switch type {
    case "string": ""
    case "integer", "number": 0
    case "boolean": false
    case "array": []
    case "object": [:]
    default: nil
    }
  }
}

extension StartPage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    try exchange.show(page(exchange, typed: FormFields()))
  }

  @Sendable static func start(_ exchange: Exchange) throws -> WebResponse {
    var page = try page(exchange, typed: exchange.form)
    do {
      let input = try InputForm(schema: page.schema, fields: exchange.form).input()
      let request = StartRequest(
        workflow: page.workflow.id, input: input, trigger: ["kind": "form"],
        idempotencyKey: exchange.form.trimmed("key"))
      let started = try exchange.installation.startRun(request, by: try exchange.identity())
      return WebResponse.seeOther(exchange.link("runs", started.run.id.rawValue)).dispatching(started.run, in: exchange)
    } catch let mistake as InputForm.Mistake {
      page.mistake = mistake
    } catch let error as OperationError where error.kind == .invalid || error.kind == .conflict {
      page.mistake = Self.mistake(error)
    }
    return try exchange.show(page, status: .unprocessableContent)
  }

  private static func page(_ exchange: Exchange, typed: FormFields) throws -> StartPage {
    let workflow = try exchange.requireWorkflow()
    guard workflow.isEnabled else {
      throw Problem(.conflict, "The workflow \(workflow.id.rawValue) is disabled; enable it to start runs.")
    }
    let revision = try exchange.requireRevision(of: workflow)
    return StartPage(
      context: exchange.page, workflow: workflow, schema: revision.content.inputSchema, typed: typed,
      key: typed.trimmed("key") ?? exchange.installation.identifiers.randomText(characters: 20))
  }

  /// The first violation, at the property that it is about.
  private static func mistake(_ error: OperationError) -> InputForm.Mistake {
    guard let issue = error.issues.first else { return InputForm.Mistake(message: error.message.asSentence) }
    let place = issue.path.split(whereSeparator: { "/.[".contains($0) }).first.map(String.init)
    let others = error.issues.count > 1 ? " (and \(error.issues.count - 1) more)" : ""
    return InputForm.Mistake(property: place, message: issue.message.asSentence + others)
  }
}
