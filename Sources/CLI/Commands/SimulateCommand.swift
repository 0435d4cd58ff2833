import ArgumentParser
import Engine
import JSON
import Orchestrator

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Go through a workflow without doing anything, and print the path.",
    discussion: """
      Fixtures answer for steps and agents, by a step's path, a state's name or an agent's id: a value is the result, \
      {"$error": {"type": …, "message": …}} a failure, "$timeout" a timeout, {"$each": […]} one answer after the \
      other. Approvals take approve, reject or {"approved": …, "comment": …}; without a fixture they are approved, \
      what is waited for comes, and time passes. A step without a fixture stops the simulation. Exits with 1 unless \
      the run COMPLETES.
      """)

  @Argument(help: ArgumentHelp("A workflow's file.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The run's input: a JSON object, or @FILE.", valueName: "json"))
  var input: String?

  @Option(help: ArgumentHelp("The answers: a JSON object, or @FILE.", valueName: "json"))
  var fixtures: String?

  @Option(help: "How the result is printed: text or json.")
  var format = ValidateCommand.Format.text

  func run() throws {
    let folder = try DefinitionFolder(file)
    let (program, checked) = try folder.check(file)
    guard let program else {
      Terminal.print(String(Terminal.harmless(checked.text).dropLast()))
      throw ExitStatus.failed
    }
    let input = try input.map { try JSONArgument.object(of: $0, named: "--input") } ?? [:]
    var run = SimulatedRun(program, input: input, fixtures: try answers(), agents: folder.agents, zones: .system)
    let report = try run.finish()
    switch format {
    case .json: Terminal.print(report.json.prettyText)
    case .text: Terminal.print(Terminal.harmless(text(of: report)))
    }
    if report.status != .completed || report.stuck != nil { throw ExitStatus.failed }
  }

  private func answers() throws -> Fixtures {
    let json = try fixtures.map { try JSONArgument.object(of: $0, named: "--fixtures") } ?? [:]
    do { return try Fixtures(json) } catch { throw OperationError(.invalid, "--fixtures: \(error)") }
  }

  private func text(of report: SimulationReport) -> String {
    var lines = report.visits.map { "  \($0.path)  (\($0.type.rawValue))" }
    if !report.notes.isEmpty {
      lines.append("In the world's stead:")
      lines += report.notes.map { "  \($0.path.isEmpty ? "" : "\($0.path): ")\($0.text)" }
    }
    if let stuck = report.stuck { lines.append("Stopped: \(stuck)") }
    lines.append("The run is \(report.status.rawValue)" + (report.error.map { ": \($0.message)" } ?? ""))
    if let output = report.output { lines.append(output.prettyText) }
    return lines.joined(separator: "\n")
  }
}
