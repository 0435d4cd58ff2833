public import Engine
import Logging
import Store

extension Installation {
  /// Starts a tick for a run that has queued steps, unless steps are to wait for cron's (`dispatch: cron`).
  ///
  /// Called when the client has its answer. That no tick could be started is no error of the request: cron's next one
  /// does the work.
  public func dispatch(_ run: RunID) { startTick(for: "\(run)", ["--run", run.rawValue]) }

  /// The same for a run that may be over: then only what its end means to others is left to do.
  public func dispatch(after run: Run) {
    if !run.status.isTerminal { return dispatch(run.id) }
    if (try? storage.read({ try $0.pendingStimuli(limit: 1) }))?.isEmpty == false { dispatch(run.id) }
  }

  /// The same for several runs: one tick, which looks at all of them.
  public func dispatch(_ runs: [RunID]) {
    if runs.count == 1 { return dispatch(runs[0]) }
    if !runs.isEmpty { startTick(for: "\(runs.count) runs", []) }
  }

  private func startTick(for what: String, _ arguments: [String]) {
    guard configuration.dispatch == .immediate, let folder = HostProgram.folder else { return }
    do {
      try DetachedProcess.start(
        "\(folder)/tick", arguments: ["--once", "--data", directory.path] + arguments,
        environment: DetachedProcess.allowedEnvironment(from: HostProgram.environment))
    } catch {
      logger.warning("tick not started", metadata: ["run": "\(what)", "error": "\(error)"])
    }
  }
}
