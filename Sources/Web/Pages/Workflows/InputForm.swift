import JSON

/// Reads a run's input from the start page's form: field by field, or as JSON.
struct InputForm {
  let schema: JSONValue?
  let fields: FormFields

  /// What can't be read, and where it was typed: the name of a property, or nil for the JSON text.
  struct Mistake: Error {
    var property: String?
    var message: String
  }

  /// The form says how it was filled in.
  var isJSON: Bool { fields["mode"] == "json" }

  func input() throws(Mistake) -> JSONObject { isJSON ? try document() : try object() }

  private func document() throws(Mistake) -> JSONObject {
    let text = fields.trimmed("json") ?? "{}"
    let value: JSONValue
    do { value = try JSONValue(parsing: text) } catch {
      throw Mistake(message: "Line \(error.line), column \(error.column): \(error.message).")
    }
    guard let object = value.objectValue else {
      throw Mistake(message: "The input must be an object in braces, not \(value.typeName).")
    }
    return object
  }

  private func object() throws(Mistake) -> JSONObject {
    var object = JSONObject()
    guard let schema else { return object }
    for field in InputField.all(of: schema, values: fields, message: nil) {
      object[field.name] = try value(of: field)
    }
    return object
  }

  /// An empty field is a property that is left out; the schema says whether it may be.
  private func value(of field: InputField) throws(Mistake) -> JSONValue? {
    let text = field.typed ?? ""
    switch field.control {
    case .checkbox: return .bool(text == "true")
    case .line, .choice: return text.isEmpty ? nil : .string(text)
    case .number, .json:
      guard !text.trimmingWhitespace().isEmpty else { return nil }
      do { return try JSONValue(parsing: text) } catch {
        let kind = field.control == .number ? "a number" : "JSON"
        throw Mistake(property: field.name, message: "This is not \(kind): \(error.message).")
      }
    }
  }
}
