import Glibc
public import Logging
public import Orchestrator
import Store

extension Site {
  /// Opens the installation in a data directory for answering requests, and sets the zone in which pages show times.
  ///
  /// - Throws: `StartupError` when the data directory, its settings or its database can't be used.
  public static func open(_ directory: DataDirectory, logger: Logger) throws -> Site {
    let installation: Installation
    do { installation = try Installation.open(directory, logger: logger) } catch let error as StorageError {
      throw StartupError(.database, error.description)
    }
    // The C library turns times into local ones by this; it is set before there are threads.
    setenv("TZ", installation.configuration.timezone, 1)
    tzset()
    return Site(installation: installation)
  }

  /// How many requests a process should answer at a time.
  public var threads: Int { installation.configuration.web.threads }
}
