import ArgumentParser
import Engine
import Orchestrator
import Store

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Decide histories again from their events and compare with what is stored.",
    discussion: "Exits with 1 when a run differs. Without a run all are verified, the newest first.")

  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var target: String?

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let installation = try options.open()
    if let target {
      let run = try RunArgument.run(target, in: installation, for: options.identity)
      let verification = try installation.verify(run)
      tell(verification)
      if verification.verdict.isDifferent { throw ExitCode(1) }
    } else {
      try verifyAll(installation)
    }
  }

  private func verifyAll(_ installation: Installation) throws {
    var (held, different, skipped) = (0, 0, 0)
    let filter = RunFilter(tenant: options.identity.tenant)
    let runs = try Everything.of { page in try installation.storage.read { try $0.runs(filter, page: page) } }
    for summary in runs {
      guard let run = try installation.storage.read({ try $0.run(summary.id) }) else { continue }
      let verification = try installation.verify(run)
      switch verification.verdict {
      case .holds: held += 1
      case .skipped: skipped += 1
      case .differs:
        different += 1
        tell(verification)
      }
    }
    Terminal.print("\(held) runs hold, \(different) differ, \(skipped) could not be told")
    if different > 0 { throw ExitCode(1) }
  }

  private func tell(_ verification: Verification) {
    switch verification.verdict {
    case .holds(let events): Terminal.print("\(verification.run) holds: \(events) events")
    case .skipped(let reason): Terminal.print("\(verification.run) can't be told: \(reason)")
    case .differs(let found):
      Terminal.print("\(verification.run) differs")
      for difference in found { Terminal.print(Terminal.harmless("  \(difference)")) }
    }
  }
}

extension Verification.Verdict {
  fileprivate var isDifferent: Bool { if case .differs = self { true } else { false } }
}
