import ArgumentParser
import Orchestrator

struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

  func run() { Terminal.print("escapement \(ProgramVersion.text)") }
}
