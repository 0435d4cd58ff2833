import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct EmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit", abstract: "Publish an event, which every run that waits for it receives.",
    discussion: "Prints the event's id. `escapement events` without a run lists what was published.")

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

/// The list of `escapement events` without a run.
struct PublishedEventList {
  let installation: Installation
  let filter: InboundEventFilter
  let limit: Int

  func print(_ format: FormatOption) throws {
    let events = try installation.storage.read { store in
      try Everything.of(atMost: limit) { try store.inboundEvents(filter, page: $0) }
    }
    var table = Table("AT (UTC)", "TYPE", "CORRELATION", "BY", "ID", "PAYLOAD")
    for event in events.map(\.event) {
      table.add(
        TimeText.moment(event.at), event.name, event.correlation ?? "", event.by.rawValue, event.id, event.payload.text)
    }
    format.print(table, json: .array(events.map(\.json)), none: "nothing was published; `escapement emit` does")
  }
}

extension InboundEvent {
  var json: JSONValue {
    [
      "id": .string(event.id), "sequence": .integer(sequence), "type": .string(event.name), "payload": event.payload,
      "correlation": .text(event.correlation), "publishedBy": .string(event.by.rawValue), "at": .moment(event.at),
    ]
  }
}
