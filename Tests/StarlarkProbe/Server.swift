import Foundation
import JSON
import Starlark

/// Answers requests until its input ends.
///
/// A request is the line `KIND STEPS MEMORY LENGTH` and so many bytes of a program; KIND is `file` or `expression`. The
/// answer is the line `OUTCOME LENGTH` and so many bytes: what was printed, or the message.
struct Server {
  private var input = Input()

  mutating func run() throws {
    while let line = input.line() {
      let words = line.split(separator: " ")
      guard words.count == 4, let steps = Int(words[1]), let memory = Int(words[2]), let length = Int(words[3]) else {
        throw ProbeError.badRequest(line)
      }
      let budget = Budget(steps: steps, memory: memory)
      let answer = Execution(budget: budget).answer(String(words[0]), try input.bytes(length))
      FileHandle.standardOutput.write(Data("\(answer.outcome) \(answer.text.utf8.count)\n\(answer.text)".utf8))
    }
  }
}

/// Standard input in lines and blocks.
struct Input {
  private var waiting: [UInt8] = []

  mutating func line() -> String? {
    while true {
      if let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
        defer { waiting.removeFirst(end + 1) }
        return String(decoding: waiting[..<end], as: UTF8.self)
      }
      guard more() else { return nil }
    }
  }

  mutating func bytes(_ count: Int) throws -> [UInt8] {
    while waiting.count < count {
      guard more() else { throw ProbeError.badRequest("the program ends early") }
    }
    defer { waiting.removeFirst(count) }
    return Array(waiting[..<count])
  }

  private mutating func more() -> Bool {
    // FileHandle's own reading waits until as much is there as was asked for.
    let data = FileHandle.standardInput.availableData
    guard !data.isEmpty else { return false }
    waiting += data
    return true
  }
}

enum ProbeError: Error {
  case badRequest(String)
  case badData(String)
}

/// One program with everything the language has.
final class Execution {
  private var lines: [String] = []
  private let budget: Budget

  init(budget: Budget) { self.budget = budget }

  func answer(_ kind: String, _ bytes: [UInt8]) -> (outcome: String, text: String) {
    var dialect = Dialect()
    dialect.whileLoops = true
    dialect.recursion = true
    dialect.globalControlFlow = true
    dialect.globalReassignment = true
    dialect.fallbackForm = kind == "expression"
    let thread = Starlark.Thread(budget: budget, print: { [unowned self] in lines.append($0) })
    let source = SourceText(bytes, name: "program")
    do {
      if kind == "expression" {
        let value = try Program(expression: source, dialect: dialect).evaluate(in: thread, names: DataNames())
        return ("ok", value.typeName)
      }
      _ = try Program(file: source, dialect: dialect, builtins: .data).run(in: thread)
      return ("ok", lines.joined(separator: "\n"))
    } catch let error as EvaluationError {
      return (Self.outcome(error.kind), (lines + ["\(error)"]).joined(separator: "\n"))
    } catch {
      return ("syntax", "\(error)")
    }
  }

  private static func outcome(_ kind: EvaluationError.Kind) -> String {
    switch kind {
    case .failed, .missing: "failed"
    case .exhausted: "exhausted"
    case .stopped: "stopped"
    }
  }
}

/// The helpers for data, and an object to try them on.
final class DataNames: NameSource {
  static let object: JSONValue = [
    "name": "payments", "rate": 0.25, "count": 3, "tags": ["a", "b", "c"], "nested": ["deep": ["x": nil]],
  ]

  func value(named name: String, in thread: Starlark.Thread) throws(EvaluationError) -> Value? {
    name == "data" ? try Value(Self.object, in: thread) : Builtins.data[name]
  }

  var knownNames: [String] { Builtins.data.names + ["data"] }
}
