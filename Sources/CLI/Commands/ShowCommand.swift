import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a run: how it stands, its steps, who it waits for, and what came out.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @Flag(help: "Also print what failed steps wrote to their standard error.")
  var logs = false

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let installation = try options.open()
    let run = try RunArgument.run(target, in: installation, for: options.identity)
    let story = try RunStory(of: run, in: installation)
    switch format.format {
    case .json: Terminal.print(story.json.prettyText)
    case .table: Terminal.print(story.text(now: installation.clock.now(), width: Terminal.width))
    }
    if logs { try printLogs(of: story, in: installation) }
  }

  private func printLogs(of story: RunStory, in installation: Installation) throws {
    for step in story.steps where step.status == .failed || step.status == .timedOut {
      let logs = try installation.storage.read { try $0.logs(of: step.id, in: story.run.id) }
      for log in logs {
        Terminal.print("\n--- \(step.path), attempt \(log.attempt)\(log.isTruncated ? " (the end of it)" : "")")
        Terminal.print(Terminal.harmless(log.text))
      }
    }
  }
}
