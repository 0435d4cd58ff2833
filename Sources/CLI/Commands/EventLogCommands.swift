import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

extension EventsCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a published event: what it says, what it started, and why not.")

    @Argument(help: ArgumentHelp("The event's id.", valueName: "event"))
    var id: String

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let details = try options.open().eventDetails(id, for: options.identity)
      switch format.format {
      case .json: Terminal.print(details.json.prettyText)
      case .table: Terminal.print(details.text(width: Terminal.width))
      }
    }
  }

  struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish what an event said once more, as a new event.", discussion: "Prints the new event's id.")

    @Argument(help: ArgumentHelp("The event's id.", valueName: "event"))
    var id: String

    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      let outcome = try installation.replayEvent(id, by: options.identity)
      Terminal.print(outcome.event.event.id)
      installation.dispatch(outcome.runs)
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what was published as NDJSON: a line for each event, the newest first.")

    @OptionGroup var search: EventSearch
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      let filter = search.filter(options.identity.tenant)
      var cursor: PageCursor?
      repeat {
        let request = PageRequest(limit: PageRequest.maximumLimit, cursor: cursor)
        let page = try installation.storage.read { try $0.inboundEvents(filter, page: request) }
        for event in page.items { Terminal.print(event.json.text) }
        cursor = page.next
      } while cursor != nil
    }
  }
}

/// Which of the published events are meant.
struct EventSearch: ParsableArguments {
  @Option(help: ArgumentHelp("Only events of this type.", valueName: "type"))
  var type: String?

  @Option(help: ArgumentHelp("Only what came by this webhook.", valueName: "name"))
  var webhook: String?

  @Flag(inversion: .prefixedNo, help: "Only events that started a run or were taken by one, or only the others.")
  var matched: Bool?

  @Option(help: ArgumentHelp("Not before this instant, as 2026-11-21T09:00:00Z.", valueName: "instant"))
  var since: String?

  @Option(help: ArgumentHelp("A part of the payload, or the event's id.", valueName: "text"))
  var text: String?

  var isEmpty: Bool { type == nil && webhook == nil && matched == nil && since == nil && text == nil }

  func validate() throws {
    if let since, Instant(since) == nil {
      throw ValidationError("--since \(since): write an instant of RFC 3339, as 2026-11-21T09:00:00Z.")
    }
  }

  func filter(_ tenant: TenantID) -> InboundEventFilter {
    var filter = InboundEventFilter(tenant: tenant, name: type)
    filter.webhook = webhook
    filter.isMatched = matched
    filter.since = since.flatMap { Instant($0) }
    filter.text = text
    return filter
  }
}
