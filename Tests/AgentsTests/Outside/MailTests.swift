import Engine
import Foundation
import Testing

@testable import Agents
@testable import Orchestrator

/// Mail as the host's mail program is given it.
struct MailTests {
  private func message(
    subject: String = "Run failed", text: String = "All is lost.\n", to: [String] = ["ann@example.org"],
    id: String = "m1"
  ) throws -> MailMessage {
    MailMessage(
      from: MailAddress("escapement@example.org"), to: try to.map { try #require(MailAddress($0)) }, subject: subject,
      text: text, id: id, sentAt: Instant(milliseconds: 1_795_251_533_000))
  }

  private func lines(_ message: MailMessage) -> [String] {
    String(decoding: MailText(message, host: "example.org").bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `a mail says who wrote it, to whom, when, and that it was a machine`() throws {
    #expect(
      lines(try message(to: ["ann@example.org", "bob@example.org"])) == [
        "From: Escapement <escapement@example.org>", "To: ann@example.org,", " bob@example.org", "Subject: Run failed",
        "Date: Sat, 21 Nov 2026 08:58:53 +0000", "Message-ID: <m1@example.org>", "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 7bit", "", "All is lost.", "",
      ])
  }

  @Test(arguments: [
    "Hello\nBcc: eve@example.org", "Hello\r\n\r\nBody", "Hello\rBcc: eve@example.org", "a\u{0}b", "x\u{2028}Bcc: e@x",
    "\u{85}Bcc: e@x", "=?utf-8?Q?a=0ABcc:_e@x?=", String(repeating: "ü", count: 300),
    String(repeating: "a", count: 500),
  ])
  func `a subject stays one header, whatever it holds`(subject: String) throws {
    let all = lines(try message(subject: subject, id: "m1>\nBcc: eve@example.org"))
    let head = all.prefix { !$0.isEmpty }
    #expect(head.contains { $0 == "Content-Transfer-Encoding: 7bit" })
    #expect(all.last { !$0.isEmpty } == "All is lost.")
    #expect(!head.contains { $0.hasPrefix("Bcc") || $0.hasPrefix("Body") })
    #expect(head.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { (0x20..<0x7f).contains($0) } })
  }

  @Test func `a subject in any script is read back as it was`() throws {
    let subject = "Freigabe nötig: 承認が必要です — " + String(repeating: "päckchen ", count: 20) + "!"
    let python = """
      import sys, email, email.policy
      mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
      sys.stdout.write(mail['subject'] + '|' + mail.get_content())
      """
    let text = "Zeile mit Umlaut: ä\n. a dot\nFrom here\n\n" + String(repeating: "lang=", count: 100) + " \n"
    let bytes = MailText(try message(subject: subject, text: text), host: "example.org").bytes
    let answer = try Self.run("/usr/bin/env", ["python3", "-c", python], input: bytes)
    #expect(answer == subject + "|" + text)
  }

  @Test(arguments: [
    "ann", "ann@", "@example.org", "a b@example.org", "ann@example.org\nBcc: e@x", "a@b,c@d", "-f@example.org",
    "ann@-x.org", "<ann@example.org>", "ann@exa mple.org", "a..b@example.org", "a@b@c", "ännchen@example.org",
    "a@[127.0.0.1]",
  ])
  func `what isn't one plain address is none`(text: String) { #expect(MailAddress(text) == nil) }

  // MARK: The program

  private static func run(_ program: String, _ arguments: [String], input: [UInt8]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let (to, from) = (Pipe(), Pipe())
    process.standardInput = to
    process.standardOutput = from
    try process.run()
    try to.fileHandleForWriting.write(contentsOf: Data(input))
    try to.fileHandleForWriting.close()
    let answer = try from.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: answer, as: UTF8.self)
  }

  /// A mail program that is this script.
  private func program(_ script: String, in folder: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/sendmail"
    try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o700)
    return path
  }

  private let folder = FileManager.default.temporaryDirectory.path + "/mail-" + UUID().uuidString

  private func send(_ script: String, limit: Duration = .seconds(20), cancellation: Cancellation = Cancellation())
    throws -> Receipt
  {
    let mail = MailProgram(configured: try program(script, in: folder), timeLimit: limit)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return mail.send(try message(), cancellation: cancellation)
  }

  @Test func `the program gets the mail on its standard input, and recipients only from there`() throws {
    let receipt = try send("echo \"$@\"; cat")
    #expect(receipt.result == .delivered)
    #expect(receipt.status == 0)
    let said = try #require(receipt.excerpt)
    #expect(said.hasPrefix("-i -t\nFrom: Escapement <escapement@example.org>"))
    #expect(said.hasSuffix("All is lost.\n"))
  }

  @Test(arguments: [(75, "EX_TEMPFAIL"), (69, "EX_UNAVAILABLE"), (70, "EX_SOFTWARE"), (1, "exited with 1")])
  func `what may pass is tried again`(code: Int, name: String) throws {
    let receipt = try send("echo no >&2; exit \(code)")
    guard case .failed(let error, nil) = receipt.result else {
      Issue.record("\(receipt.result)")
      return
    }
    #expect(error.contains(name))
    #expect(receipt.status == code)
    #expect(receipt.excerpt == "no\n")
  }

  @Test(arguments: [64, 65, 67, 68])
  func `what can't ever be delivered is tried no more`(code: Int) throws {
    guard case .refused = try send("cat > /dev/null; exit \(code)").result else {
      Issue.record("it would be tried again")
      return
    }
  }

  @Test func `a program that hangs is ended with all that it started`() throws {
    let receipt = try send("sleep 1000 & echo $! > \(folder)/child; wait", limit: .milliseconds(300))
    guard case .failed(let error, _) = receipt.result else {
      Issue.record("\(receipt.result)")
      return
    }
    #expect(error.contains("didn't end within"))
  }

  @Test func `a mail that is interrupted counts as not begun`() throws {
    let cancellation = Cancellation()
    cancellation.request(.interrupted)
    #expect(try send("sleep 1000", cancellation: cancellation).result == .interrupted)
  }

  @Test func `a host without a mail program says so`() throws {
    let receipt = MailProgram(configured: "/nonexistent/sendmail").send(try message(), cancellation: Cancellation())
    guard case .failed(let error, _) = receipt.result else {
      Issue.record("\(receipt.result)")
      return
    }
    #expect(error.contains("/nonexistent/sendmail"))
  }
}
