import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct EmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit",
    abstract: "Publish an event: it starts the runs whose triggers mean it, and wakes those that wait for it.",
    discussion: "Prints the event's id. `escapement events show ID` tells what came of it.")

  @Argument(help: ArgumentHelp("What happened, as order.paid.", valueName: "type"))
  var name: String

  @Option(help: ArgumentHelp("The payload: JSON, or @FILE.", valueName: "json"))
  var payload: String?

  @Option(help: ArgumentHelp("Tells events of one type apart, as an order's number does.", valueName: "text"))
  var correlation: String?

  @Option(help: ArgumentHelp("Published again with the same key, it is the same event.", valueName: "text"))
  var dedupeKey: String?

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let installation = try options.open()
    let payload = try payload.map { try JSONArgument.value(of: $0, named: "--payload") } ?? .null
    let request = EventRequest(name: name, payload: payload, correlation: correlation, dedupeKey: dedupeKey)
    let outcome = try installation.publishEvent(request, by: options.identity)
    Terminal.print(outcome.event.event.id)
    if outcome.isRepeated { Terminal.note("published before under this key; nothing was done") }
    installation.dispatch(outcome.runs)
  }
}
