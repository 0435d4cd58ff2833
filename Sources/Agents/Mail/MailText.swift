import Digest
import Engine
import Foundation
import Orchestrator

/// A mail as the mail program takes it: headers of RFC 5322 in ASCII, the text below as it must be to arrive unharmed.
///
/// Nothing that a message holds can begin another header: addresses are parsed before they come here, and what else
/// stands in a header loses its line ends and, unless it is plain ASCII, is an encoded word (RFC 2047).
struct MailText {
  let bytes: [UInt8]

  init(_ message: MailMessage, host: String) {
    var lines: [String] = []
    if let from = message.from { lines.append("From: Escapement <\(from)>") }
    lines.append("To: " + message.to.map(\.description).joined(separator: ",\n "))
    lines.append("Subject: " + Self.encoded(message.subject))
    lines.append("Date: " + Self.date(message.sentAt.milliseconds / 1_000))
    lines.append("Message-ID: <\(Self.token(message.id))@\(host)>")
    // RFC 3834: a machine wrote this, and wants no machine's answer.
    lines += ["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "MIME-Version: 1.0"]
    lines.append("Content-Type: text/plain; charset=utf-8")
    let body = Self.lines(of: message.text)
    let isPlain = body.allSatisfy {
      $0.utf8.count <= Self.longestLine && $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    }
    lines.append("Content-Transfer-Encoding: \(isPlain ? "7bit" : "quoted-printable")")
    lines.append("")
    lines += isPlain ? body : body.map(Self.quotedPrintable)
    if lines.last != "" { lines.append("") }
    bytes = Array(lines.joined(separator: "\n").utf8)
  }

  /// What RFC 5322 recommends for lines that people read.
  private static let longestLine = 78

  private static func lines(of text: String) -> [String] {
    text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Only letters, digits and what an identifier of ours is made of.
  private static func token(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "-" })
  }

  // MARK: Headers

  static func encoded(_ text: String) -> String {
    let line = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isControl ? " " : $0 }))
    let isPlain = line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f } && !line.contains("=?")
    guard !isPlain || line.utf8.count > longestLine - "Subject: ".count else { return line }
    return words(of: line).map { "=?utf-8?B?\(Base64.text(of: $0))?=" }.joined(separator: "\n ")
  }

  /// Pieces of whole characters, each short enough for an encoded word of 75 characters and the line that it begins.
  private static func words(of text: String) -> [[UInt8]] {
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if words[words.count - 1].count + bytes.count > (words.count == 1 ? 36 : 45) { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words
  }

  /// As `Sat, 21 Nov 2026 07:58:53 +0000`.
  static func date(_ seconds: Int64) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return
      "\(days[Int(parts.tm_wday)]), \(parts.tm_mday) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1_900) "
      + clock.joined(separator: ":") + " +0000"
  }

  // MARK: Text

  /// RFC 2045, 6.7.
  static func quotedPrintable(_ line: String) -> String {
    var text = ""
    var column = 0
    let bytes = Array(line.utf8)
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let isPlain = byte > 0x20 && byte < 0x7f && byte != 0x3d || (byte == 0x20 || byte == 0x09) && !isLast
      let piece = isPlain ? String(UnicodeScalar(byte)) : "=" + Hexadecimal.text(of: [byte]).uppercased()
      if column + piece.count > 75 {
        text += "=\n"
        column = 0
      }
      text += piece
      column += piece.count
    }
    return text
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    value < 0x20 || (0x7f...0x9f).contains(value) || value == 0x2028 || value == 0x2029
  }
}
