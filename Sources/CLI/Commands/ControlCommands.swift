import ArgumentParser
import Engine
import JSON
import Orchestrator

struct PauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stop new work of a run; what is being performed is finished and recorded.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String?

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let control = try RunControl(target, options)
    control.tell(try control.installation.pause(control.run, reason: reason, by: options.identity))
  }
}

struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "resume", abstract: "Let a paused run go on.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let control = try RunControl(target, options)
    try control.goOn(try control.installation.resume(control.run, by: options.identity))
  }
}

struct CancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "End a run.",
    discussion:
      "What waits ends at once. What is being performed is stopped (SIGTERM, later SIGKILL), or finished with --finish."
  )

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String?

  @Flag(help: "Let steps that are being performed finish.")
  var finish = false

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let control = try RunControl(target, options)
    let policy = finish ? Run.Cancellation.Policy.finishRunning : nil
    try control.goOn(
      try control.installation.cancel(control.run, reason: reason, policy: policy, by: options.identity))
  }
}

struct SignalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signal", abstract: "Give a run a named message, which is kept until a state takes it.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String

  @Argument(help: ArgumentHelp("The signal's name.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("The payload: JSON, or @FILE.", valueName: "json"))
  var payload: String?

  @Option(help: ArgumentHelp("Which of several waiting states is meant.", valueName: "text"))
  var correlation: String?

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let control = try RunControl(target, options)
    let payload = try payload.map { try JSONArgument.value(of: $0, named: "--payload") } ?? .null
    let signal = Signal(name: name, payload: payload, correlation: correlation, by: options.identity.actor)
    try control.goOn(try control.installation.signal(control.run, signal, by: options.identity))
  }
}
