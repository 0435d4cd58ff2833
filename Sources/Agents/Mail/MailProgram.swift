import Engine
import Foundation
import Orchestrator

/// The host's mail program, called as cron calls it: `sendmail -i -t` with the mail on its standard input, recipients
/// from the headers. Its exit code says what became of it (sysexits(3)).
public struct MailProgram: Sendable {
  /// Nil when there is none.
  public let path: String?
  private let timeLimit: Duration

  /// - Parameter configured: the path that the configuration names; else the usual places are looked at.
  public init(configured: String?) { self.init(configured: configured, timeLimit: .seconds(60)) }

  init(configured: String?, timeLimit: Duration) {
    path = configured ?? Self.places.first { access($0, X_OK) == 0 }
    self.timeLimit = timeLimit
  }

  /// Where cron looks, and where programs that imitate it are.
  static let places = ["/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/local/sbin/sendmail", "/usr/bin/sendmail"]

  func send(_ message: MailMessage, cancellation: Cancellation) -> Receipt {
    guard let path else {
      return failed("there is no mail program (\(Self.places[0])); install one, or set mail.program in escapement.yaml")
    }
    let text = MailText(message, host: message.from.map(Self.host) ?? Self.hostName)
    do {
      let input = try ScratchFile(text.bytes)
      let output = try ScratchFile([])
      let child = try DetachedProcess.startFilter(
        path, arguments: ["-i", "-t"],
        environment: DetachedProcess.allowedEnvironment(from: HostProgram.environment), input: input.descriptor,
        output: output.descriptor)
      guard let status = wait(for: child, cancellation) else {
        return cancellation.reason == nil
          ? failed("\(path) didn't end within \(timeLimit.components.seconds) s")
          : Receipt(.interrupted, duration: .seconds(0))
      }
      return receipt(status, excerpt: Excerpt.of(output.content(atMost: 4_096)))
    } catch {
      return failed("\(error)")
    }
  }

  private func failed(_ reason: String) -> Receipt { Receipt(.failed(reason), duration: .seconds(0)) }

  private func receipt(_ status: Int32, excerpt: String?) -> Receipt {
    let signal = status & 0x7f
    guard signal == 0 else { return failed("the mail program was ended by signal \(signal)") }
    let code = Int(status >> 8 & 0xff)
    let result: Receipt.Result =
      switch code {
      case 0: .delivered
      case 64, 65, 67, 68: .refused("the mail program says \(Self.names[code] ?? ""): it can't ever be delivered")
      default: .failed("the mail program exited with \(code)\(Self.names[code].map { " (\($0))" } ?? "")")
      }
    return Receipt(result, duration: .seconds(0), status: code, excerpt: excerpt)
  }

  /// sysexits(3)
  private static let names = [
    64: "EX_USAGE", 65: "EX_DATAERR", 67: "EX_NOUSER", 68: "EX_NOHOST", 69: "EX_UNAVAILABLE", 70: "EX_SOFTWARE",
    71: "EX_OSERR", 72: "EX_OSFILE", 73: "EX_CANTCREAT", 74: "EX_IOERR", 75: "EX_TEMPFAIL", 77: "EX_NOPERM",
    78: "EX_CONFIG",
  ]

  /// The status that it ended with; nil when it had to be ended.
  private func wait(for child: pid_t, _ cancellation: Cancellation) -> Int32? {
    let deadline = ContinuousClock.now + timeLimit
    var status: Int32 = 0
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return status }
      if ended < 0 && errno != EINTR { return nil }
      guard ContinuousClock.now < deadline, cancellation.reason == nil else {
        kill(-child, SIGKILL)
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return nil
      }
      usleep(Self.pause)
    }
  }

  /// Between two looks: short beside what a mail takes.
  private static let pause: UInt32 = 10_000

  private static func host(of address: MailAddress) -> String {
    address.description.split(separator: "@").last.map(String.init) ?? hostName
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return MailAddress("a@\(text)") == nil ? "localhost" : text
  }
}
