import Engine
import Orchestrator

/// What the commands share that change one run.
struct RunControl {
  let installation: Installation
  let run: RunID

  init(_ text: String, _ options: InstallationOptions) throws {
    installation = try options.open()
    run = try RunArgument.run(text, in: installation, for: options.identity).id
  }

  func tell(_ run: Run) {
    Terminal.print(Terminal.harmless("\(run.id) \(run.status.rawValue)\(run.waitingFor.map { ": \($0)" } ?? "")"))
  }

  /// Tells how the run stands, and starts a tick for what it may do next.
  func goOn(_ run: Run) throws {
    tell(run)
    guard installation.configuration.dispatch == .immediate else { return }
    // What its end means to others is theirs to hear.
    if run.status.isTerminal { return installation.dispatch(after: run) }
    let launcher = try TickLauncher(installation)
    if try launcher.isDue(run.id) { try launcher.startDetached(for: run.id) }
  }
}
