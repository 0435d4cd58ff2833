public import Logging
public import Orchestrator

extension Site {
  /// Opens the installation in a data directory for answering requests.
  public static func open(_ directory: DataDirectory, logger: Logger) throws(StartupError) -> Site {
    Site(configuration: Configuration(), logger: logger)
  }

  /// How many requests a process should answer at a time.
  public var threads: Int { configuration.web.threads }
}
