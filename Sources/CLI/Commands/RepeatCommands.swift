import ArgumentParser
import Engine
import JSON
import Orchestrator

struct RetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Go on from the step that failed, as a new run.",
    discussion: "What succeeded is taken over and not performed again; people are asked again from there on.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let control = try RunControl(target, options)
    try control.goOn(try control.installation.retry(control.run, by: options.identity))
  }
}

struct RerunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun", abstract: "Start a run's workflow again from its beginning, as a new run.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @Option(help: ArgumentHelp("Instead of the old run's input: JSON, or @FILE.", valueName: "json"))
  var input: String?

  @Flag(help: "Take the newest revision instead of the old run's.")
  var newest = false

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let control = try RunControl(target, options)
    let input = try input.map { try JSONArgument.object(of: $0, named: "--input") }
    try control.goOn(
      try control.installation.rerun(control.run, input: input, newest: newest, by: options.identity))
  }
}

struct ForkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fork", abstract: "Go on from where a step was entered, with another context, as a new run.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @Option(help: ArgumentHelp("The step's path, as `show` prints it, or its id.", valueName: "step"))
  var at: String

  @Option(help: ArgumentHelp("Merged into the context that the step sees: JSON, or @FILE.", valueName: "json"))
  var context: String?

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let control = try RunControl(target, options)
    let edits = try context.map { try JSONArgument.object(of: $0, named: "--context") } ?? [:]
    try control.goOn(try control.installation.fork(control.run, at: at, edits: edits, by: options.identity))
  }
}
