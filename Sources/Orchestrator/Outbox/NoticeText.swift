import Engine
import JSON
import Store

/// A message in words, for mail. Payloads say it themselves: `summary` is the subject, `link` comes last, and what is
/// left is one line for each plain value.
struct NoticeText {
  let subject: String
  let body: String

  init(_ message: OutboxMessage) {
    let said = ["summary", "title", "message"].lazy.compactMap { message.payload[$0]?.stringValue }.first
    let summary = said ?? "\(message.topic): \(message.subject)"
    subject = Self.cut(summary, to: Self.longestSubject)
    var lines = [Self.cut(summary, to: Self.longestLine), ""]
    for (key, value) in message.payload where !["summary", "path", "link"].contains(key) {
      if let text = Self.plain(value) { lines.append("\(key): \(Self.cut(text, to: Self.longestLine))") }
    }
    lines += ["when: \(message.at)"]
    if let link = message.payload["link"]?.stringValue { lines += ["", link] }
    lines += ["", "--", "Escapement told you of \(message.topic) (\(message.id))."]
    body = lines.joined(separator: "\n") + "\n"
  }

  private static let longestSubject = 150
  private static let longestLine = 2_000

  private static func plain(_ value: JSONValue) -> String? {
    switch value {
    case .null: nil
    case .string(let text): text
    case .object, .array: value.text
    default: value.text
    }
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    text.unicodeScalars.count <= limit
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "…"
  }
}
