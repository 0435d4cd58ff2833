import HTTPTypes
import JSON
import Orchestrator

/// The body of a request to a webhook: JSON or a form.
struct HookBody {
  private let request: WebRequest
  private let formFields: Int

  init(_ request: WebRequest, formFields: Int) {
    self.request = request
    self.formFields = formFields
  }

  /// Nothing is null; of a form the fields, those that come several times as lists.
  func value() throws(HookRefusal) -> JSONValue {
    guard !request.body.isEmpty else { return .null }
    let type = MediaType.name(of: request)
    if type == "application/json" || type.hasSuffix("+json") {
      do { return try JSONValue(parsing: request.body) } catch {
        throw HookRefusal(400, "the body is no JSON: line \(error.line), column \(error.column): \(error.message)")
      }
    }
    guard type == "application/x-www-form-urlencoded" else {
      throw HookRefusal(415, "the body is \(type.isEmpty ? "of no type" : type); send application/json or a form")
    }
    return try form()
  }

  private func form() throws(HookRefusal) -> JSONValue {
    let fields: FormFields
    do { fields = try FormFields(parsing: request.body, atMost: formFields) } catch {
      throw HookRefusal(error.status.code, error.detail)
    }
    var object = JSONObject()
    for name in fields.pairs.map(\.name) where object[name] == nil {
      let values = fields.all(name).map(JSONValue.string)
      object[name] = values.count == 1 ? values[0] : .array(values)
    }
    return .object(object)
  }
}
