import Agents
import Glibc
import Orchestrator

/// What it takes to tell others: libcurl for webhooks, the host's mail program for mail. Neither is needed before
/// somebody is to be told, so that missing ones are warnings.
struct OutsideChecks {
  private let configuration: Configuration

  init(_ configuration: Configuration) { self.configuration = configuration }

  func findings() -> [Finding] { [library(), mail()] }

  private func library() -> Finding {
    let name = "libcurl"
    do { return .ok(name, try Curl.version()) } catch {
      return .warning(name, "no webhook can be sent: \(error.description)", "apt install libcurl4")
    }
  }

  private func mail() -> Finding {
    let name = "mail program"
    guard let path = MailProgram(configured: configuration.mail.program).path else {
      return .warning(
        name, "there is no sendmail, so no mail can be sent", "install one (as msmtp-mta), or set mail.program")
    }
    guard access(path, X_OK) == 0 else {
      return .warning(name, "\(path) is no program", "correct mail.program in escapement.yaml")
    }
    return .ok(name, path)
  }
}
