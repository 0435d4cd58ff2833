import ArgumentParser
import Engine
import JSON
import Orchestrator

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests that workflows carry.",
    discussion: """
      Each entry of a definition's `tests` is simulated with its fixtures: nothing is started, nothing is stored. A \
      folder means all workflows in it (or in its workflows/), with the agents of its agents/. Exits with 1 if a test \
      fails, a definition has errors, or there is nothing to test.
      """)

  @Argument(help: ArgumentHelp("Workflow files or folders.", valueName: "path"))
  var paths: [String] = ["."]

  @Option(help: "How the results are printed: text or json.")
  var format = ValidateCommand.Format.text

  @Option(help: ArgumentHelp("Only tests whose name contains this.", valueName: "text"))
  var filter: String?

  func run() throws {
    var results: [WorkflowTestResult] = []
    for path in paths {
      let folder = try DefinitionFolder(path)
      for file in folder.workflows { results.append(try WorkflowTestResult(file, in: folder, filter: filter)) }
    }
    switch format {
    case .json: Terminal.print(JSONValue.object(["files": .array(results.map(\.json))]).prettyText)
    case .text: print(results)
    }
    let count = results.reduce(0) { $0 + $1.tests.count }
    if count == 0 || results.contains(where: \.hasFailed) { throw ExitStatus.failed }
  }

  private func print(_ results: [WorkflowTestResult]) {
    for result in results { Terminal.print(Terminal.harmless(result.text)) }
    let tests = results.flatMap(\.tests)
    let failed = tests.count { !$0.failures.isEmpty }
    let broken = results.count { $0.report.hasErrors }
    var summary = "\(tests.count) tests of \(results.count) workflows"
    if tests.isEmpty {
      summary = results.isEmpty ? "there is no workflow here" : "none of \(results.count) workflows has tests"
    } else {
      summary += failed == 0 ? " passed" : ", \(failed) failed"
    }
    if broken > 0 { summary += "; \(broken) definitions have errors" }
    Terminal.print(summary)
  }
}

/// What the tests of one file gave.
struct WorkflowTestResult {
  struct Outcome {
    var name: String
    var failures: [String]
    var path: [String]
  }

  let file: String
  let report: CheckReport
  private(set) var tests: [Outcome] = []

  init(_ file: String, in folder: DefinitionFolder, filter: String?) throws {
    self.file = file
    let (program, report) = try folder.check(file)
    self.report = report
    for test in program?.tests ?? [] where filter.map(test.name.contains) ?? true {
      guard let program else { continue }
      let (failures, run) = try test.failures(of: program, agents: folder.agents, zones: .system)
      tests.append(Outcome(name: test.name, failures: failures, path: run.path))
    }
  }

  var hasFailed: Bool { report.hasErrors || tests.contains { !$0.failures.isEmpty } }

  var text: String {
    var lines = ["\(file): \(report.hasErrors ? report.summary : tests.isEmpty ? "no tests" : "")"]
    if !report.hasErrors, !tests.isEmpty { lines = [file] }
    if report.hasErrors { lines = [String(report.text.dropLast())] }
    for test in tests {
      lines.append("  \(test.failures.isEmpty ? "ok    " : "FAILED") \(test.name)")
      lines += test.failures.map { "         \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    [
      "file": .string(file), "ok": .bool(!hasFailed), "issues": report.json["issues"] ?? [],
      "tests": .array(
        tests.map {
          [
            "name": .string($0.name), "ok": .bool($0.failures.isEmpty),
            "failures": .array($0.failures.map(JSONValue.string)), "path": .array($0.path.map(JSONValue.string)),
          ]
        }),
    ]
  }
}
