import Digest
import Engine
import Store

/// What receiver and sender of a webhook share: `whsec_` and base64, as Standard Webhooks writes it.
///
/// It follows from the installation's key and the endpoint, so that nothing of it is in the database or its backups.
/// Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
public struct WebhookSecret: Hashable, Sendable, CustomStringConvertible {
  let bytes: [UInt8]

  public var description: String { "whsec_" + Base64.text(of: bytes) }

  /// The text of the header `webhook-signature`.
  func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
    let signed = Array("\(id).\(timestamp).".utf8) + body
    return "v1," + Base64.text(of: hmacSHA256(key: bytes, signed))
  }
}

extension Installation {
  /// The secrets that a webhook is signed with: the newest, and while receivers change over the one before.
  func webhookSecrets(of endpoint: Endpoint, at now: Instant) throws -> [WebhookSecret] {
    var generations = [endpoint.secretGeneration]
    if let until = endpoint.previousSecretUntil, now < until { generations.append(endpoint.secretGeneration - 1) }
    return try generations.map { generation in
      WebhookSecret(bytes: try key(for: "webhook\0\(endpoint.id)\0\(generation)"))
    }
  }
}
