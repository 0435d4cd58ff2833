import Glibc
import JSON
import JSONSchema

/// Answers for each line which of its instances its schema accepts.
struct Deciding {
  func run() throws {
    while let line = readLine() {
      print(answer(to: try JSONValue(parsing: line)).text)
      fflush(nil)
    }
  }

  private func answer(to question: JSONValue) -> JSONValue {
    let draft = question["draft"]?.stringValue.flatMap(Draft.init) ?? .draft2020
    do {
      let schema = try Schema(compiling: question["schema"] ?? nil, draft: draft)
      return .array((question["instances"]?.arrayValue ?? []).map { .bool(decision(schema, $0)) })
    } catch {
      return .string("\(error)")
    }
  }

  /// The answer, in both of the ways in which it can be had.
  private func decision(_ schema: Schema, _ instance: JSONValue) -> Bool {
    let isAccepted = schema.accepts(instance)
    precondition(schema.violations(of: instance).isEmpty == isAccepted, "the two answers differ for \(instance.text)")
    return isAccepted
  }
}
