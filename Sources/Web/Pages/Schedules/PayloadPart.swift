import JSON
import JSONSchema

/// The part of a schedule's form that is the workflow's input: field by field, or as JSON.
struct PayloadPart {
  let schema: JSONValue?
  let fields: FormFields
  /// What the form begins with.
  let beginning: JSONObject
  private(set) var mistakes: [FormMistake] = []
  private(set) var isJSON: Bool
  /// What the JSON field shows.
  private var text: String

  /// - Parameter beginning: what it is before anybody typed.
  init(schema: JSONValue?, fields: FormFields, beginning: JSONObject) {
    self.schema = schema
    self.fields = fields
    let shown = schema.map { SchemaForm($0) }
    // What the form can't show, or would leave out, stays JSON.
    let fits = shown.map { $0.value(of: PostedForm(.object(beginning), of: $0)).value == .object(beginning) } ?? false
    let isEmpty = shown?.fields.isEmpty ?? true
    isJSON = fields["mode"].map { $0 == "json" } ?? (isEmpty || !(fits || beginning.isEmpty))
    text = fields["json"] ?? JSONValue.object(beginning).prettyText
    self.beginning = beginning
  }

  /// What was typed, and what is wrong with it.
  mutating func read() -> JSONObject? {
    let read = InputForm(schema: schema, fields: fields).input()
    mistakes = read.mistakes
    return mistakes.isEmpty ? read.object : nil
  }

  /// The other way to fill it in, with what was typed as far as that can be read.
  func switched(to mode: String) -> PayloadPart {
    let typed = InputForm(schema: schema, fields: fields).input().object
    let others = FormFields(
      fields.pairs.filter { $0.name != "mode" && $0.name != "json" && !$0.name.hasPrefix(FormState.prefix) })
    var part = PayloadPart(schema: schema, fields: others, beginning: typed)
    part.isJSON = mode == "json"
    part.text = JSONValue.object(typed).prettyText
    return part
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "mode": .text(isJSON ? "json" : "fields")
    case "isJSON": .flag(isJSON)
    case "hasFields": .flag(state?.form.fields.isEmpty == false)
    case "json": .text(text)
    case "isJSONWrong": .flag(isJSON && !mistakes.isEmpty)
    case "jsonMessages": .list(isJSON ? mistakes.map { MessageView(Self.words($0)) } : [])
    case "fields": .list(state?.views ?? [])
    case "payloadMessages": .list((state?.otherMistakes ?? mistakes).map { MessageView($0.message) })
    default: nil
    }
  }

  private var state: FormState? {
    guard let schema else { return nil }
    var state = FormState(schema, isJSON ? FormFields() : fields, beginning: .object(beginning))
    if !isJSON { state.mistakes = mistakes }
    return state
  }

  /// Where the JSON is wrong, since no field shows it.
  private static func words(_ mistake: FormMistake) -> String {
    mistake.path.tokens.isEmpty ? mistake.message : "\(mistake.path): \(mistake.message)"
  }
}
