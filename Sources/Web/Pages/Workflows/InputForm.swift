import JSON
import JSONSchema

/// Reads a run's input from the start page's form: field by field, or as JSON.
struct InputForm {
  let schema: JSONValue?
  let fields: FormFields

  /// The form says how it was filled in.
  var isJSON: Bool { fields["mode"] == "json" }

  /// The input, and what is wrong with it: what can't be read first, and if all can be, what the schema doesn't allow.
  func input() -> (object: JSONObject, mistakes: [FormMistake]) {
    var (object, mistakes) = isJSON ? document() : members()
    if mistakes.isEmpty { mistakes = self.mistakes(of: object) }
    return (object, mistakes)
  }

  private func document() -> (object: JSONObject, mistakes: [FormMistake]) {
    let value: JSONValue
    do { value = try JSONValue(parsing: fields.trimmed("json") ?? "{}") } catch {
      return ([:], [FormMistake(message: "line \(error.line), column \(error.column): \(error.message)")])
    }
    guard let object = value.objectValue else {
      return ([:], [FormMistake(message: "the input must be an object in braces, not \(value.typeName)")])
    }
    return (object, [])
  }

  private func members() -> (object: JSONObject, mistakes: [FormMistake]) {
    guard let schema else { return ([:], []) }
    let (value, mistakes) = FormState(schema, fields).read()
    return (value.objectValue ?? [:], mistakes)
  }

  /// What starting the run would find wrong, but for each field by itself. A schema that doesn't compile is found there.
  private func mistakes(of object: JSONObject) -> [FormMistake] {
    guard let schema, let compiled = try? Schema(compiling: schema) else { return [] }
    let filled = compiled.applyDefaults(to: .object(object))
    return SchemaForm(schema).mistakes(of: compiled.violations(of: filled, assertFormats: true))
  }
}
