import Foundation
import Starlark

/// What the reference's test files expect of their host: `assert.star`, `json.star`, `struct`, `hasfields`, `fibonacci`.
final class ReferenceHost {
  /// What `assert` found wrong.
  private(set) var complaints: [String] = []
  /// Messages with the pattern that the reference's own message has: see ``ReferenceWording``.
  private(set) var messages: [(pattern: String, message: String)] = []

  /// Runs one chunk; returns what is wrong with it.
  func check(_ chunk: ChunkedFile.Chunk) -> [String] {
    complaints = []
    messages = []
    var wanted = chunk.failures
    do {
      let source = SourceText(chunk.source, name: chunk.name)
      let program = try Program(file: source, dialect: dialect(chunk.options), builtins: builtins)
      _ = try program.run(in: thread(dialect(chunk.options)))
    } catch let error as EvaluationError {
      let line = error.trace.first { $0.source.name == chunk.name }?.position.line ?? 0
      if let pattern = wanted.removeValue(forKey: line) {
        messages.append((pattern, firstLine(error)))
      } else {
        complaints.append("unexpected error: \(error)")
      }
    } catch {
      complaints.append("unexpected: \(error)")
    }
    complaints += wanted.map { "line \($0.key) should have failed: \($0.value)" }
    for (pattern, message) in messages where !ReferenceWording.isRight(pattern, message) {
      complaints.append("WORDING\t\(pattern)\t\(message)")
    }
    return complaints
  }

  private func dialect(_ options: Set<String>) -> Dialect {
    var dialect = Dialect()
    dialect.globalReassignment = options.contains("globalreassign")
    dialect.recursion = options.contains("recursion")
    dialect.whileLoops = dialect.recursion
    return dialect
  }

  private func thread(_ dialect: Dialect) -> Starlark.Thread {
    Starlark.Thread(
      budget: Budget(steps: 50_000_000, memory: 256 << 20), print: { _ in },
      load: { [self] name throws(EvaluationError) in try load(name) })
  }

  private func load(_ name: String) throws(EvaluationError) -> Module {
    switch name {
    case "json.star": return try Module("json", values: ["json": Builtins.standard["json"] ?? .none])
    case "assert.star": return try assertModule()
    default: throw EvaluationError("there is no file \(name)")
    }
  }

  private var builtins: Builtins {
    Builtins.universe.adding([
      BuiltinObject("hasfields") { _ throws(EvaluationError) in .host(FieldsObject()) },
      Builtins.structs,
    ]).adding(["fibonacci": .host(FibonacciObject())])
  }

  /// The package's own file on top of a few functions of the host.
  private func assertModule() throws(EvaluationError) -> Module {
    nonisolated(unsafe) let host = self
    let functions = [
      BuiltinObject("error") { call throws(EvaluationError) in
        host.complaints.append("\(try call.text(of: call.one()))")
        return .none
      },
      BuiltinObject("catch") { call throws(EvaluationError) in
        do throws(EvaluationError) {
          _ = try call.thread.call(try call.one(), [])
          return .none
        } catch {
          return try call.thread.string(firstLine(error))
        }
      },
      BuiltinObject("matches") { call throws(EvaluationError) in
        host.messages.append((try call.text(of: call[0]), try call.text(of: call[1])))
        return .bool(true)
      },
      BuiltinObject("freeze") { call throws(EvaluationError) in
        let value = try call.one()
        try value.freeze()
        return value
      },
      BuiltinObject("module") { call throws(EvaluationError) in
        let members = Dictionary(call.keywordArguments.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return .host(ModuleObject(try call.text(of: call[0]), members: members))
      },
    ]
    let builtins = Builtins.universe.adding(functions).adding(["_freeze": .builtin(functions[3])])
    do {
      let path = "\(ChunkedFile.folder)/../../starlarktest/assert.star"
      let source = SourceText(try String(contentsOfFile: path, encoding: .utf8), name: "assert.star")
      return try Program(file: source, builtins: builtins).run(in: Starlark.Thread())
    } catch {
      throw EvaluationError("assert.star: \(error)")
    }
  }
}
