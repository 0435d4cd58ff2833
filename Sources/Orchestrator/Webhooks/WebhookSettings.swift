public import JSON

/// What a webhook takes, and how it knows who sent it.
public struct WebhookSettings: Hashable, Sendable {
  public var signature = Signature.standard
  /// The type of the events; nil: `webhook.` and the webhook's name.
  public var eventType: String?
  /// A header field whose value is added to the type, as GitHub's `X-GitHub-Event`: `github.push`.
  public var typeHeader: String?
  /// A header field that names the request, beside Standard Webhooks' own: the same name is the same event.
  public var idHeader: String?
  /// Who may send; empty: anybody.
  public var allow: [IPRange] = []
  /// Requests that are taken in a minute.
  public var ratePerMinute = 120

  public init() {}

  public enum Signature: Hashable, Sendable {
    /// Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`, over all three of id, time and body.
    case standard
    /// HMAC with SHA-256 of the body in a header field.
    case hmac(SignatureHeader)
    /// Whoever knows the address is believed.
    case none
  }

  /// Where a signature stands, and how it is written.
  public struct SignatureHeader: Hashable, Sendable {
    public var name: String
    public var encoding: Encoding
    /// What stands before it, as `sha256=`.
    public var prefix: String

    public init(name: String, encoding: Encoding = .hex, prefix: String = "") {
      self.name = name
      self.encoding = encoding
      self.prefix = prefix
    }

    public enum Encoding: String, Sendable, CaseIterable {
      case hex
      case base64
    }
  }

  /// More would be no limit, and a list of all rows of a minute has to be counted for each request.
  public static let rates = 1...6_000
}

extension WebhookSettings {
  /// What a request to make a webhook may say.
  public static let names = [
    "signature", "header", "encoding", "prefix", "eventType", "typeHeader", "idHeader", "allow", "ratePerMinute",
  ]

  /// The words for `signature`; `github` is short for GitHub's own headers.
  public static let signatures = ["standard", "hmac", "github", "none"]

  /// As stored and shown; ``init(json:)`` reads it.
  public var json: JSONObject {
    var object: JSONObject = ["ratePerMinute": .integer(Int64(ratePerMinute))]
    switch signature {
    case .standard: object["signature"] = "standard"
    case .none: object["signature"] = "none"
    case .hmac(let header):
      object["signature"] = "hmac"
      object["header"] = .string(header.name)
      object["encoding"] = .string(header.encoding.rawValue)
      object["prefix"] = .string(header.prefix)
    }
    object["eventType"] = eventType.map(JSONValue.string)
    object["typeHeader"] = typeHeader.map(JSONValue.string)
    object["idHeader"] = idHeader.map(JSONValue.string)
    object["allow"] = .array(allow.map { .string($0.description) })
    return object
  }
}
