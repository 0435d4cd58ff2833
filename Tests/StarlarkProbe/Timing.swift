import Foundation
import JSON
import Starlark

/// Measures what is already compiled.
enum Timing {
  private static let budget = Budget(steps: .max, memory: 1 << 30, output: 1 << 20)

  static func file(_ path: String) throws -> Double {
    var dialect = Dialect()
    dialect.globalControlFlow = true
    let program = try Program(file: try source(path), dialect: dialect, builtins: .data)
    let thread = Starlark.Thread(budget: budget, print: { _ in })
    return try seconds { _ = try program.run(in: thread) }
  }

  static func expression(_ path: String, count: Int, data: String) throws -> Double {
    let program = try Program(expression: try source(path))
    let thread = Starlark.Thread(budget: budget)
    guard case .object(let object) = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: data)))) else {
      throw ProbeError.badData(data)
    }
    let names = try MadeNames(object, in: thread)
    return try seconds {
      for _ in 0..<count { _ = try program.evaluate(in: thread, names: names) }
    }
  }

  private static func source(_ path: String) throws -> SourceText {
    SourceText(Array(try Data(contentsOf: URL(filePath: path))), name: path)
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let took = try ContinuousClock().measure(body)
    return Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
  }
}

/// Values that were made before the clock runs.
private final class MadeNames: NameSource {
  private let values: [String: Value]

  init(_ object: JSONObject, in thread: Starlark.Thread) throws {
    var values: [String: Value] = [:]
    for name in object.keys { values[name] = try object[name].map { try Value($0, in: thread) } }
    self.values = values
  }

  func value(named name: String, in thread: Starlark.Thread) throws(EvaluationError) -> Value? {
    values[name] ?? Builtins.data[name]
  }

  var knownNames: [String] { values.keys.sorted() }
}
