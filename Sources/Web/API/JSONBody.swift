import HTTPTypes
import JSON

/// The JSON object in a request's body.
///
/// Members that nobody asks for are refused: a misspelt `comment` that is silently dropped is worse than an error.
struct JSONBody {
  private let members: JSONObject

  /// - Parameter names: the members that it may have.
  /// - Throws: 415, 400 for a text that is no JSON, 422 for what is no such object.
  init(of request: WebRequest, _ names: [String]) throws(Problem) {
    // An operation without anything to say may be asked for without a body.
    guard !request.body.isEmpty else {
      members = [:]
      return
    }
    try MediaType.require(MediaType.json, in: request)
    let value: JSONValue
    do { value = try JSONValue(parsing: request.body) } catch { throw Problem(syntax: error) }
    guard let object = value.objectValue else {
      throw .invalidField("", "The body must be a JSON object, not \(value.typeName).")
    }
    if let unknown = object.keys.first(where: { !names.contains($0) }) {
      throw .invalidField(unknown, "There is no field '\(unknown)' here; these are: \(names.joined(separator: ", ")).")
    }
    members = object
  }

  func text(_ name: String) throws(Problem) -> String? {
    try value(name, "a string", \.stringValue)
  }

  func object(_ name: String) throws(Problem) -> JSONObject? {
    try value(name, "an object", \.objectValue)
  }

  func integer(_ name: String) throws(Problem) -> Int? {
    try value(name, "an integer", { $0.integerValue.flatMap(Int.init(exactly:)) })
  }

  func flag(_ name: String) throws(Problem) -> Bool? { try value(name, "true or false", \.boolValue) }

  func required(_ name: String) throws(Problem) -> String {
    guard let text = try text(name), !text.isEmpty else { throw .invalidField(name, "\(name) is missing.") }
    return text
  }

  subscript(name: String) -> JSONValue? { members[name] }

  /// Null counts as left out.
  private func value<Value>(
    _ name: String, _ kind: String, _ read: (JSONValue) -> Value?
  ) throws(Problem) -> Value? {
    guard let member = members[name], !member.isNull else { return nil }
    guard let value = read(member) else {
      throw .invalidField(name, "\(name) must be \(kind), not \(member.typeName).")
    }
    return value
  }
}

extension Problem {
  /// The body can't be read as JSON.
  init(syntax error: JSONSyntaxError) {
    self.init(
      .badRequest, "The body is no JSON: line \(error.line), column \(error.column): \(error.message).",
      issues: [
        [
          "code": "syntax", "severity": "error", "path": "", "line": .integer(Int64(error.line)),
          "column": .integer(Int64(error.column)), "message": .string(error.message),
        ]
      ])
  }
}
