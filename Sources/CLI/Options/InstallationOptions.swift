import ArgumentParser
import Glibc
import Logging
import Orchestrator

/// What every command takes that works on an installation.
struct InstallationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The data directory (else ESCAPEMENT_DATA, escapement.data, ~/.escapement).", valueName: "path"))
  var data: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("A setting for this command only; see `escapement config`.", valueName: "key=value"))
  var set: [String] = []

  @Flag(name: .shortAndLong, help: "Log what is done to the standard error.")
  var verbose = false

  func validate() throws {
    for pair in set where !pair.contains("=") {
      throw ValidationError("--set \(pair): write KEY=VALUE, as --set concurrency=2.")
    }
  }

  func directory() throws -> DataDirectory {
    try DataDirectory.locate(flag: data, environment: HostProgram.environment).directory
  }

  func open() throws -> Installation {
    try Installation.open(try directory(), overrides: overrides, logger: logger)
  }

  /// The file's, the environment's and the flags' settings, without opening anything.
  func configuration() throws -> Configuration {
    let directory = try directory()
    try directory.requireUsable()
    return try Configuration.load(from: directory, environment: HostProgram.environment, overrides: overrides)
  }

  var overrides: [Configuration.Override] {
    self.set.map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return Configuration.Override(key: parts[0], text: parts[1], flag: "--set \(parts[0])")
    }
  }

  var logger: Logger {
    var logger = Logger(label: "escapement", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = verbose ? .debug : .warning
    return logger
  }

  /// Who acts: the owner of the data directory, under the name of whoever became that user with sudo.
  var identity: Identity {
    let environment = HostProgram.environment
    let person = geteuid() == 0 ? environment["SUDO_USER"] : nil
    return .hostOwner(named: person ?? UserName.effective)
  }
}
