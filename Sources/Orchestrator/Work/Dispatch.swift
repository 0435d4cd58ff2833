public import Engine
import Logging

extension Installation {
  /// Starts a tick for a run that has queued steps, unless steps are to wait for cron's (`dispatch: cron`).
  ///
  /// Called when the client has its answer. That no tick could be started is no error of the request: cron's next one
  /// does the work.
  public func dispatch(_ run: RunID) {
    guard configuration.dispatch == .immediate, let folder = HostProgram.folder else { return }
    do {
      try DetachedProcess.start(
        "\(folder)/tick", arguments: ["--once", "--run", run.rawValue, "--data", directory.path],
        environment: DetachedProcess.allowedEnvironment(from: HostProgram.environment))
    } catch {
      logger.warning("tick not started", metadata: ["run": "\(run)", "error": "\(error)"])
    }
  }
}
