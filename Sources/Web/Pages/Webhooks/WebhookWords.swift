import JSON
import Store

/// A webhook's settings for people.
enum WebhookWords {
  static func signature(of settings: JSONObject) -> String {
    switch settings["signature"]?.stringValue {
    case "none": return "none"
    case "hmac":
      let prefix = settings["prefix"]?.stringValue ?? ""
      let encoding = settings["encoding"]?.stringValue ?? "hex"
      return "HMAC-SHA256 of the body in \(settings["header"]?.stringValue ?? ""), \(encoding)"
        + (prefix.isEmpty ? "" : " after \(prefix)")
    default: return "Standard Webhooks"
    }
  }

  static func type(of webhook: Webhook) -> String {
    let base = webhook.settings["eventType"]?.stringValue ?? "webhook.\(webhook.name)"
    return webhook.settings["typeHeader"]?.stringValue.map { "\(base). and what \($0) says" } ?? base
  }

  /// Nil when anybody may send.
  static func allowed(in settings: JSONObject) -> String? {
    let ranges = (settings["allow"]?.arrayValue ?? []).compactMap(\.stringValue)
    return ranges.isEmpty ? nil : ranges.joined(separator: ", ")
  }
}
