import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct DeliveriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliveries", abstract: "Look at what was sent to endpoints, and send it again.",
    subcommands: [List.self, Show.self, Redeliver.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List deliveries, the newest first.")

    @Option(help: ArgumentHelp("Only to this endpoint.", valueName: "name"))
    var endpoint: String?
    @Option(help: ArgumentHelp("Only pending, delivered or dead ones.", valueName: "status"))
    var status: String?
    @Option(help: ArgumentHelp("Only of this topic.", valueName: "topic"))
    var topic: String?
    @Option(help: "How many at most.")
    var limit = 50
    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func validate() throws {
      if let status, DeliveryStatus(rawValue: status.uppercased()) == nil {
        throw ValidationError("--status is pending, delivered or dead.")
      }
    }

    func run() throws {
      let installation = try options.open()
      var filter = DeliveryFilter(tenant: options.identity.tenant, topic: topic)
      filter.status = status.flatMap { DeliveryStatus(rawValue: $0.uppercased()) }
      filter.endpoint = try endpoint.map { try installation.endpoint(named: $0, for: options.identity).id }
      let deliveries = try installation.deliveries(filter, page: PageRequest(limit: limit), for: options.identity).items
      var table = Table("#", "AT (UTC)", "TOPIC", "ABOUT", "ENDPOINT", "STATUS", "TRIES", "NEXT (UTC)")
      for delivery in deliveries {
        table.add(
          "\(delivery.number)", TimeText.moment(delivery.message.at), delivery.message.topic, delivery.message.subject,
          delivery.endpointName, delivery.status.rawValue, "\(delivery.attempts)",
          delivery.status == .pending ? TimeText.moment(delivery.dueAt) : "")
      }
      format.print(table, json: .array(deliveries.map(\.json)), none: "nothing was sent yet")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a delivery with its log.")

    @Argument(help: ArgumentHelp("The delivery's number.", valueName: "number"))
    var number: Int64
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let found = try options.open().delivery(number, for: options.identity)
      var object = found.delivery.json.objectValue ?? [:]
      object["payload"] = .object(found.delivery.message.payload)
      object["log"] = .array(found.attempts.map(\.json))
      Terminal.print(JSONValue.object(object).prettyText)
    }
  }

  struct Redeliver: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send finished deliveries off again, with all their tries.")

    @Argument(help: ArgumentHelp("The deliveries' numbers.", valueName: "number"))
    var numbers: [Int64]
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      for number in numbers {
        _ = try installation.redeliver(number, by: options.identity)
        Terminal.print("delivery \(number) is on its way")
      }
    }
  }
}

extension Delivery {
  fileprivate var json: JSONValue {
    [
      "number": .integer(number), "endpoint": .string(endpointName), "message": .string(message.id),
      "topic": .string(message.topic), "subject": .string(message.subject), "status": .string(status.rawValue),
      "attempts": .integer(Int64(attempts)), "at": .moment(message.at), "dueAt": .moment(dueAt),
      "finishedAt": .moment(finishedAt),
    ]
  }
}

extension DeliveryAttempt {
  fileprivate var json: JSONValue {
    [
      "number": .integer(Int64(number)), "at": .moment(at), "durationMilliseconds": .integer(duration.milliseconds),
      "succeeded": .bool(succeeded), "status": status.map { .integer(Int64($0)) } ?? .null,
      "error": error.map { .string($0) } ?? .null, "excerpt": excerpt.map { .string($0) } ?? .null,
    ]
  }
}
