import Documents
import Glibc
import JSON
import Orchestrator

/// A value on the command line: JSON, or `@FILE` with JSON or YAML in it (`@-` is the standard input).
enum JSONArgument {
  private static let limit = 16 << 20

  static func value(of text: String, named name: String) throws -> JSONValue {
    do {
      guard text.hasPrefix("@") else { return try JSONValue(parsing: text) }
      let file = String(text.dropFirst())
      let content = try HostFile.readText(file == "-" ? "/dev/stdin" : file, limit: limit)
      return try Document.parse(content, named: file == "-" ? "standard input" : file).value
    } catch let error as JSONSyntaxError {
      throw OperationError(.invalid, "\(name): \(error); write JSON, or @FILE for a file's content")
    } catch let error as DocumentError {
      throw OperationError(.invalid, "\(name): \(error)")
    }
  }

  static func object(of text: String, named name: String) throws -> JSONObject {
    let value = try value(of: text, named: name)
    guard let object = value.objectValue else {
      throw OperationError(.invalid, "\(name) must be a JSON object, as {\"name\": \"value\"}, not \(value.typeName)")
    }
    return object
  }
}
