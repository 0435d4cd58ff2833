import Engine
public import Logging
import Store

extension Installation {
  /// Opens the installation in a data directory, as every program does first.
  ///
  /// - Throws: ``StartupError`` when the directory isn't there, isn't ours, or its configuration has a mistake;
  ///   `StorageError` when the database can't be used as it is.
  public static func open(
    _ directory: DataDirectory, overrides: [Configuration.Override] = [],
    environment: [String: String] = HostProgram.environment, logger: Logger
  ) throws -> Installation {
    try directory.requireUsable()
    let configuration = try Configuration.load(from: directory, environment: environment, overrides: overrides)
    return Installation(
      directory: directory, configuration: configuration, storage: try SQLiteStorage(directory: directory.path),
      logger: logger)
  }
}
