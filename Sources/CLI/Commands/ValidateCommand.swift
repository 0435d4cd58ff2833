import ArgumentParser
import Engine
import JSON
import Orchestrator

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check workflow and agent files.",
    discussion: """
      With a data directory, workflows are checked against its agents; without one, against those of the folder \
      agents/ beside the file or above it. Where there is none, agents that aren't known are only warned about. Nothing is published. Exits with 1 if a file has errors.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: ArgumentHelp("Workflow or agent files.", valueName: "file"))
  var files: [String]

  @Option(help: "How the reports are printed: text or json.")
  var format = Format.text

  @Flag(help: "Count warnings as errors.")
  var strict = false

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let checker = try DefinitionChecker(options)
    let reports = files.map(checker.report)
    switch format {
    case .json: Terminal.print(JSONValue.object(["files": .array(reports.map(\.json))]).prettyText)
    case .text: for report in reports { print(report) }
    }
    if reports.contains(where: { $0.hasErrors || strict && !$0.issues.isEmpty }) { throw ExitStatus.failed }
  }

  private func print(_ report: CheckReport) {
    let text = report.issues.isEmpty ? "\(report.file): \(report.summary)\n" : report.text
    Terminal.print(String(Terminal.harmless(text).dropLast()))
  }
}
