import Engine
import HTTPTypes
import JSON
import JSONSchema
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
  var mistakes: [FormMistake] = []
  /// What is wrong, but not with the input.
  var refusal: String?

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
    case "fields": .list(formState?.views ?? [])
    case "hasFields": .flag(hasFields)
    case "isJSON": .flag(isJSON || !hasFields)
    case "json": .text(typed["json"] ?? example)
    case "isJSONWrong": .flag(!jsonMessages.isEmpty)
    case "jsonMessages": .list(jsonMessages)
    case "messages": .list(generalMessages)
    default: nil
    }
  }

  private var isJSON: Bool { typed["mode"] == "json" }
  private var hasFields: Bool { formState?.form.fields.isEmpty == false }

  private var formState: FormState? {
    guard let schema else { return nil }
    var state = FormState(schema, isJSON ? FormFields() : typed)
    if !isJSON { state.mistakes = mistakes }
    return state
  }

  private var jsonMessages: [any View] { isJSON ? mistakes.map { MessageView($0.message) } : [] }

  /// What belongs to no field stands above the form.
  private var generalMessages: [any View] {
    let others = isJSON ? [] : formState?.otherMistakes ?? mistakes
    return ((refusal.map { [$0] } ?? []) + others.map(\.message)).map { MessageView($0) }
  }

  private var example: String {
    let properties = (schema?["properties"]?.objectValue ?? [:]).map { name, property in
      let given = property["writeOnly"] == true ? nil as JSONValue? : property["default"] ?? property["examples"]?[0]
      return (name, given ?? Self.blank(property["type"]?.stringValue))
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
    // The button that gives a list another item sends the form, too.
    if exchange.form["add"] != nil { return try exchange.show(page) }
    let (input, mistakes) = InputForm(schema: page.schema, fields: exchange.form).input()
    page.mistakes = mistakes
    guard mistakes.isEmpty else { return try exchange.show(page, status: .unprocessableContent) }
    do {
      let request = StartRequest(
        workflow: page.workflow.id, input: input, trigger: ["kind": "form"],
        idempotencyKey: exchange.form.trimmed("key"))
      let started = try exchange.installation.startRun(request, by: try exchange.identity())
      return WebResponse.seeOther(exchange.link("runs", started.run.id.rawValue)).dispatching(started.run, in: exchange)
    } catch let error as OperationError where error.kind == .invalid || error.kind == .conflict {
      page.refusal = ([error.message] + error.issues.map(\.message)).joined(separator: "; ")
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
}
