import ArgumentParser
import CFastCGI
import Glibc
import Logging
import Orchestrator
import Web

/// A FastCGI responder when descriptor 0 is a listening socket, and with `--listen` the supervisor that opens the socket and
/// keeps responders running. As a CGI program it is a ``CGIProgram``.
struct WebProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escapement.fcgi",
    abstract: "Answers HTTP requests through FastCGI or CGI.",
    discussion: """
      Without arguments it serves the socket on descriptor 0, or one CGI request. With --listen it opens the socket and \
      keeps as many processes as asked for running behind it. With --ensure, for a crontab, it does so in the background \
      unless one does already.
      """,
    version: ProgramVersion.text)

  @Option(help: "The data directory; see `escapement help`.")
  var data: String?

  @Option(help: ArgumentHelp("Open this Unix socket and serve it.", valueName: "socket"))
  var listen: String?

  @Option(help: "How many processes serve the socket (configured: web.processes).")
  var processes: Int?

  @Option(help: "How many requests a process answers at a time (configured: web.threads).")
  var threads: Int?

  @Option(help: "Who may connect to the socket, as an octal mode.")
  var mode: SocketMode = .ownerAndGroup

  @Flag(help: "Start the supervisor in the background unless it is running; for a crontab.")
  var ensure = false

  /// Set by the supervisor, so that a responder ends with it.
  @Option(help: .hidden)
  var supervisor: Int32?

  func validate() throws {
    if ensure && listen == nil {
      throw ValidationError("--ensure needs --listen SOCKET, as the supervisor itself does.")
    }
    if let processes, !(1...64).contains(processes) { throw ValidationError("--processes is a number from 1 to 64.") }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads is a number from 1 to 256.") }
  }

  func run() throws {
    Self.prepareProcess()
    do { try perform() } catch let error as StartupError {
      report("\(error)")
      throw ExitCode(error.exitCode)
    }
  }

  static func prepareProcess() {
    umask(0o077)
    // A client that has gone away is an error of one write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
  }

  private func perform() throws {
    let directory = try DataDirectory.locate(flag: data, environment: HostProgram.environment).directory
    try directory.requireUsable()
    if let listen {
      try supervise(directory, socket: listen)
    } else if FCGX_IsCGI() == 0 {
      try respond(directory)
    } else {
      throw ValidationError(
        "there is no socket on descriptor 0 and no CGI request in the environment; give --listen SOCKET")
    }
  }

  private func supervise(_ directory: DataDirectory, socket: String) throws {
    let configuration = try Configuration.load(from: directory, environment: HostProgram.environment)
    let supervisor = Supervisor(
      directory: directory, socket: socket, mode: mode, processes: processes ?? configuration.web.processes,
      threads: threads)
    if ensure { try supervisor.ensure() } else { try supervisor.run() }
  }

  private func respond(_ directory: DataDirectory) throws {
    let site = try Self.openSite(directory)
    let responder = Responder(site: site, threads: threads ?? site.threads)
    try responder.run(endingWith: supervisor)
  }

  static func openSite(_ directory: DataDirectory) throws -> Site {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    return try Site.open(directory, logger: Logger(label: "escapement.web"))
  }
}

/// Writes one line to the standard error.
func report(_ message: String) {
  let line = Array("escapement.fcgi: \(message)\n".utf8)
  write(STDERR_FILENO, line, line.count)
}
