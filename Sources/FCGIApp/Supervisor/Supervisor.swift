import Glibc
import Orchestrator

/// Opens the socket and keeps responders running behind it until it is told to end.
struct Supervisor {
  let directory: DataDirectory
  let socket: String
  let mode: SocketMode
  let processes: Int
  let threads: Int?

  /// Serves until SIGTERM, SIGINT or SIGHUP.
  func run() throws {
    guard let lock = try SupervisorLock.take(in: directory) else {
      throw StartupError(.configuration, "another supervisor serves \(directory) already (it holds web.lock)")
    }
    defer { lock.release() }
    let listener = try ListeningSocket.open(at: socket, mode: mode)
    defer { unlink(socket) }
    let signals = SignalSet([SIGTERM, SIGINT, SIGHUP, SIGCHLD])
    signals.block()
    var responders = ResponderGroup(
      program: try Self.program(), arguments: responderArguments, listener: listener, count: processes)
    responders.startDue()
    while true {
      let signal = signals.wait(seconds: 1)
      if let signal, signal != SIGCHLD { break }
      responders.reap()
      responders.startDue()
    }
    responders.end()
  }

  /// For a crontab: starts a supervisor in the background unless one runs.
  func ensure() throws {
    guard let lock = try SupervisorLock.take(in: directory) else { return }
    lock.release()
    let log = directory.file("web.log")
    Self.beginAnew(log)
    do {
      try DetachedProcess.start(
        try Self.program(), arguments: supervisorArguments,
        environment: DetachedProcess.allowedEnvironment(from: HostProgram.environment), errorLog: log)
    } catch let failure as DetachedProcess.Failure {
      throw StartupError(.files, failure.description)
    }
  }

  private var responderArguments: [String] {
    ["--data", directory.path, "--supervisor", "\(getpid())"] + (threads.map { ["--threads", "\($0)"] } ?? [])
  }

  private var supervisorArguments: [String] {
    ["--data", directory.path, "--listen", socket, "--processes", "\(processes)", "--mode", mode.argument]
      + (threads.map { ["--threads", "\($0)"] } ?? [])
  }

  private static func program() throws(StartupError) -> String {
    guard let folder = HostProgram.folder else { throw StartupError(.files, "can't find out where this program lies") }
    return "\(folder)/escapement.fcgi"
  }

  /// A log that nobody rotates must not fill the disk: a large one becomes `web.log.1` before each start.
  private static func beginAnew(_ log: String) {
    var status = stat()
    if stat(log, &status) == 0, status.st_size > 1 << 20 { rename(log, "\(log).1") }
  }
}
