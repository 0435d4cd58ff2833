import Digest
import Engine

/// Tells whether a request comes from who has a webhook's secret.
struct HookSignature {
  let settings: WebhookSettings
  /// Those that hold now, the newest first; during a rotation there are two.
  let secrets: [String]
  let now: Instant

  /// How far a sender's clock may be off, and how late a request may come: five minutes, as Standard Webhooks has it
  /// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
  static let tolerance: Int64 = 300

  /// What a request is called by its sender, at most.
  static let longestID = 256

  /// - Returns: the sender's name for the request; nil when it has none.
  func check(_ request: HookRequest) throws(HookRefusal) -> String? {
    switch settings.signature {
    case .standard: try checkStandard(request)
    case .hmac(let header): try checkCode(request, header)
    case .none: try name(of: request)
    }
  }

  private func checkStandard(_ request: HookRequest) throws(HookRefusal) -> String {
    let id = try field("webhook-id", of: request)
    guard id.utf8.count <= Self.longestID else {
      throw .unsigned("webhook-id is longer than \(Self.longestID) bytes")
    }
    let timestamp = try field("webhook-timestamp", of: request)
    let signatures = try field("webhook-signature", of: request)
    guard let seconds = Int64(timestamp), abs(seconds) < Self.latestSecond else {
      throw .unsigned("webhook-timestamp must be whole seconds since 1970")
    }
    let age = now.milliseconds / 1_000 - seconds
    guard abs(age) <= Self.tolerance else {
      throw .unsigned(
        age > 0
          ? "the signature is \(age) s old; after \(Self.tolerance) s a request is refused, so that nobody can send it again"
          : "the signature is of a moment \(-age) s from now; check the sender's clock")
    }
    let message = Array("\(id).\(timestamp).".utf8) + request.body
    let codes = signatures.split(separator: " ").filter { $0.hasPrefix("v1,") }.compactMap {
      Base64.bytes(of: String($0.dropFirst("v1,".count)))
    }
    guard isSigned(message, with: codes) else { throw .unsigned(Self.wrong) }
    return id
  }

  private func checkCode(
    _ request: HookRequest, _ header: WebhookSettings.SignatureHeader
  ) throws(HookRefusal) -> String {
    let value = try field(header.name, of: request)
    guard value.hasPrefix(header.prefix) else {
      throw .unsigned("\(header.name) must begin with '\(header.prefix)'")
    }
    let text = String(value.dropFirst(header.prefix.count))
    let code = header.encoding == .hex ? Hexadecimal.bytes(of: text) : Base64.bytes(of: text)
    guard let code, isSigned(request.body, with: [code]) else { throw .unsigned(Self.wrong) }
    // Only the body is signed, so that a body that came before is a request that is sent again.
    return try name(of: request) ?? "body:\(Hexadecimal.text(of: sha256(request.body)))"
  }

  private func name(of request: HookRequest) throws(HookRefusal) -> String? {
    guard let name = settings.idHeader.flatMap(request.header) ?? request.header("webhook-id"), !name.isEmpty else {
      return nil
    }
    guard name.utf8.count <= Self.longestID else {
      throw HookRefusal(400, "the request's name is longer than \(Self.longestID) bytes")
    }
    return name
  }

  private func isSigned(_ message: [UInt8], with codes: [[UInt8]]) -> Bool {
    var isSigned = false
    for key in secrets.compactMap({ WebhookSecretText.key(of: $0, for: settings.signature) }) {
      let expected = hmacSHA256(key: key, message)
      // No early end: how long it takes tells nothing about which one was right.
      for code in codes.prefix(Self.mostCodes) where areEqualInConstantTime(code, expected) { isSigned = true }
    }
    return isSigned
  }

  private func field(_ name: String, of request: HookRequest) throws(HookRefusal) -> String {
    guard let value = request.header(name), !value.isEmpty else {
      throw .unsigned("the header field \(name) is missing, which this webhook's signature needs")
    }
    return value
  }

  private static let wrong = "the signature is wrong: another secret was used, or the body was changed on its way"
  /// A sender that rotates its secrets sends a few.
  private static let mostCodes = 10
  /// The year 5138; products with it don't overflow.
  private static let latestSecond: Int64 = 100_000_000_000
}
