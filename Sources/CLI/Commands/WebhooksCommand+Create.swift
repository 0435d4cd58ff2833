import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

extension WebhooksCommand {
  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a webhook, and print its address and its secret, once.",
      discussion: """
        A definition that says `on: {webhook: NAME}` is started by what is sent there. Senders sign with Standard \
        Webhooks unless --signature says otherwise: `github`, an HMAC in a header field of the sender's choice (`hmac`), \
        or `none`, when the address is to be the only secret.
        """)

    @OptionGroup var target: WebhookArgument

    @Option(
      help: ArgumentHelp(
        "How the sender signs: \(WebhookSettings.signatures.joined(separator: ", ")).", valueName: "kind"))
    var signature = "standard"

    @Option(help: ArgumentHelp("With hmac: the header field that holds the signature.", valueName: "field"))
    var header: String?

    @Option(help: ArgumentHelp("With hmac: hex or base64.", valueName: "encoding"))
    var encoding: String?

    @Option(help: ArgumentHelp("With hmac: what stands before the signature, as sha256=.", valueName: "text"))
    var prefix: String?

    @Option(help: ArgumentHelp("What the sender signs with; without it one is made up.", valueName: "text"))
    var secret: String?

    @Option(help: ArgumentHelp("The type of the events; webhook.NAME without it.", valueName: "type"))
    var eventType: String?

    @Option(help: ArgumentHelp("A header field that is added to the type.", valueName: "field"))
    var typeHeader: String?

    @Option(help: ArgumentHelp("A header field that names a request: twice is once.", valueName: "field"))
    var idHeader: String?

    @Option(help: ArgumentHelp("An address or network that may send; may be repeated.", valueName: "network"))
    var allow: [String] = []

    @Option(help: ArgumentHelp("How many requests a minute are taken.", valueName: "number"))
    var rate: Int64?

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let installation = try options.open()
      let made = try installation.createWebhook(
        named: target.name, settings: settings, secret: secret, by: options.identity)
      guard format.format == .table else {
        var object = made.webhook.json(installation).objectValue ?? [:]
        object["secret"] = .text(made.secret)
        return Terminal.print(JSONValue.object(object).prettyText)
      }
      Terminal.print("send to  \(installation.address(of: made.webhook))")
      guard let secret = made.secret else {
        return Terminal.note("whoever knows the address is believed; --allow says who may send")
      }
      Terminal.print("secret   \(secret)")
      Terminal.note("the secret is shown this once; give it to the sender")
    }

    private var settings: JSONObject {
      let texts = [
        ("signature", signature), ("header", header), ("encoding", encoding), ("prefix", prefix),
        ("eventType", eventType), ("typeHeader", typeHeader), ("idHeader", idHeader),
      ]
      var settings = JSONObject()
      for (name, text) in texts { settings[name] = text.map(JSONValue.string) }
      settings["allow"] = .array(allow.map(JSONValue.string))
      settings["ratePerMinute"] = rate.map(JSONValue.integer)
      return settings
    }
  }

  struct Requests: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what was sent to a webhook, taken or not, the newest first.")

    @OptionGroup var target: WebhookArgument

    @Option(help: "How many at most.")
    var limit = 50

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func validate() throws { if limit < 1 { throw ValidationError("--limit must be at least 1.") } }

    func run() throws {
      let installation = try options.open()
      let requests = try Everything.of(atMost: limit) {
        try installation.requests(ofWebhook: target.name, page: $0, for: options.identity)
      }
      var table = Table("AT (UTC)", "FROM", "BYTES", "ANSWER", "EVENT", "WHY NOT")
      for request in requests {
        table.add(
          TimeText.moment(request.at), request.address, "\(request.bytes)", "\(request.status) \(request.outcome)",
          request.event ?? "", request.reason ?? "")
      }
      format.print(
        table, json: .array(requests.map(\.json)), none: "nothing was sent to it in the last 30 days")
    }
  }
}

extension WebhookRequest {
  fileprivate var json: JSONValue {
    [
      "at": .moment(at), "address": .string(address), "bytes": .integer(Int64(bytes)),
      "outcome": .string(outcome.rawValue), "status": .integer(Int64(status)), "reason": .text(reason),
      "eventId": .text(event),
    ]
  }
}
