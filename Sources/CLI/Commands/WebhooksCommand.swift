import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct WebhooksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhooks", abstract: "Addresses to which others send events.",
    subcommands: [
      List.self, Create.self, Show.self, Rotate.self, Enable.self, Disable.self, Delete.self, Requests.self,
    ], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List webhooks (the default).")

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let installation = try options.open()
      let webhooks = try installation.webhooks(for: options.identity)
      var table = Table("WEBHOOK", "STATE", "SIGNATURE", "LAST TAKEN (UTC)", "SEND TO")
      for webhook in webhooks {
        table.add(
          webhook.name, webhook.isEnabled ? "enabled" : "disabled", webhook.settings["signature"]?.stringValue ?? "",
          TimeText.moment(webhook.lastTakenAt), installation.address(of: webhook))
      }
      format.print(
        table, json: .array(webhooks.map { $0.json(installation) }),
        none: "no webhooks; make one with `escapement webhooks create NAME`")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a webhook's address and settings.")

    @OptionGroup var target: WebhookArgument
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      Terminal.print(try installation.webhook(target.name, for: options.identity).json(installation).prettyText)
    }
  }

  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a webhook a new secret and print it, once.",
      discussion: "The secret before holds on for a day, so that no request is lost until the sender has the new one.")

    @OptionGroup var target: WebhookArgument

    @Option(help: ArgumentHelp("How long the older secret holds on; 0 ends it at once.", valueName: "seconds"))
    var overlap: Int64 = 86_400

    @Option(help: ArgumentHelp("The new secret; without it one is made up.", valueName: "text"))
    var secret: String?

    @OptionGroup var options: InstallationOptions

    func run() throws {
      let made = try options.open().rotateWebhook(
        target.name, secret: secret, overlap: .seconds(overlap), by: options.identity)
      Terminal.note("it is shown this once; give it to the sender")
      Terminal.print(made.secret ?? "")
    }
  }

  struct Enable: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let a webhook take requests again.")

    @OptionGroup var target: WebhookArgument
    @OptionGroup var options: InstallationOptions

    func run() throws {
      _ = try options.open().setWebhook(target.name, enabled: true, by: options.identity)
      Terminal.print("webhook \(target.name) enabled")
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let a webhook refuse everything.")

    @OptionGroup var target: WebhookArgument
    @OptionGroup var options: InstallationOptions

    func run() throws {
      _ = try options.open().setWebhook(target.name, enabled: false, by: options.identity)
      Terminal.print("webhook \(target.name) disabled")
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Delete a webhook; its events stay.")

    @OptionGroup var target: WebhookArgument
    @OptionGroup var options: InstallationOptions

    func run() throws {
      try options.open().deleteWebhook(target.name, by: options.identity)
      Terminal.print("webhook \(target.name) deleted")
    }
  }
}

struct WebhookArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The webhook's name.", valueName: "name"))
  var name: String
}

extension Installation {
  /// What a sender is told to send to; without the setting `baseURL` only the path is known.
  func address(of webhook: Webhook) -> String { (configuration.baseURL ?? "") + "/hooks/\(webhook.key)" }
}

extension Webhook {
  func json(_ installation: Installation) -> JSONValue {
    var object: JSONObject = [
      "id": .string(id), "name": .string(name), "url": .string(installation.address(of: self)),
      "enabled": .bool(isEnabled),
    ]
    for (name, value) in settings { object[name] = value }
    object["createdAt"] = .moment(createdAt)
    object["createdBy"] = .string(createdBy.rawValue)
    object["lastTakenAt"] = .moment(lastTakenAt)
    return .object(object)
  }
}
