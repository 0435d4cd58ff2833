import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct EndpointsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "endpoints", abstract: "Say who outside is told what: webhooks and addresses of mail.",
    subcommands: [List.self, Add.self, Change.self, Secret.self, Test.self, Remove.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List endpoints.")

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let endpoints = try options.open().endpoints(for: options.identity)
      var table = Table("ENDPOINT", "KIND", "TARGET", "TOPICS", "STATE")
      for endpoint in endpoints {
        table.add(
          endpoint.name, endpoint.kind.rawValue, endpoint.target, endpoint.topics.joined(separator: ","),
          endpoint.state)
      }
      format.print(
        table, json: .array(endpoints.map(\.json)),
        none: "no endpoints; make one with `escapement endpoints add NAME TARGET`")
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an endpoint; a webhook's secret is printed.",
      discussion: """
        TARGET is an address of HTTP for a webhook, or addresses of mail with commas between them. Without --topic it \
        hears everything.
        """)

    @Argument(help: ArgumentHelp("What it is called: \(EndpointName.form).", valueName: "name"))
    var name: String
    @Argument(help: ArgumentHelp("Where it is.", valueName: "target"))
    var target: String
    @Option(help: ArgumentHelp("What it hears, as run.failed or run.*; may be repeated.", valueName: "topic"))
    var topic: [String] = []
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      let request = EndpointRequest(target: target, topics: topic.isEmpty ? nil : topic)
      let endpoint = try installation.createEndpoint(named: name, request, by: options.identity)
      guard endpoint.kind == .webhook else { return Terminal.print("endpoint \(name) made") }
      Terminal.note("endpoint \(name) made; the receiver checks signatures with this secret")
      Terminal.print("\(try installation.secrets(of: endpoint, by: options.identity)[0])")
    }
  }

  struct Change: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change an endpoint; what isn't named stays.",
      discussion: "Switched on, it gets at once what waits for it.")

    @Argument(help: ArgumentHelp("The endpoint's name.", valueName: "name"))
    var name: String
    @Option(help: "Where it is now.")
    var target: String?
    @Option(help: ArgumentHelp("What it hears from now on; may be repeated.", valueName: "topic"))
    var topic: [String] = []
    @Flag(inversion: .prefixedEnableDisable, help: "Switch it on or off.")
    var delivery: Bool?
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let request = EndpointRequest(target: target, topics: topic.isEmpty ? nil : topic, isEnabled: delivery)
      _ = try options.open().changeEndpoint(named: name, request, by: options.identity)
      Terminal.print("endpoint \(name) changed")
    }
  }

  struct Secret: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the secrets that a webhook is signed with, the newest first.")

    @Argument(help: ArgumentHelp("The endpoint's name.", valueName: "name"))
    var name: String
    @Flag(help: "Make a new one; the one before is used beside it for a day.")
    var rotate = false
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      let endpoint =
        rotate
        ? try installation.rotateSecret(ofEndpoint: name, by: options.identity)
        : try installation.endpoint(named: name, for: options.identity)
      for secret in try installation.secrets(of: endpoint, by: options.identity) { Terminal.print("\(secret)") }
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send the endpoint a message that says nothing, with the next tick.")

    @Argument(help: ArgumentHelp("The endpoint's name.", valueName: "name"))
    var name: String
    @OptionGroup var options: InstallationOptions

    func run() throws {
      try options.open().testEndpoint(named: name, by: options.identity)
      Terminal.print("the next tick sends it; see `escapement deliveries --endpoint \(name)`")
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Delete an endpoint with its deliveries.")

    @Argument(help: ArgumentHelp("The endpoint's name.", valueName: "name"))
    var name: String
    @OptionGroup var options: InstallationOptions

    func run() throws {
      try options.open().deleteEndpoint(named: name, by: options.identity)
      Terminal.print("endpoint \(name) deleted")
    }
  }
}

extension Endpoint {
  fileprivate var state: String {
    guard isEnabled else { return disabledReason.map { "off: \($0)" } ?? "off" }
    return failures == 0 ? "on" : "failing (\(failures) in a row)"
  }

  fileprivate var json: JSONValue {
    [
      "name": .string(name), "kind": .string(kind.rawValue), "target": .string(target),
      "topics": .array(topics.map { .string($0) }), "origin": .string(origin.rawValue), "enabled": .bool(isEnabled),
      "state": .string(state),
    ]
  }
}
