import CFastCGI
import Glibc
import Web

/// A process that serves the socket on descriptor 0 with several threads until it is told to end.
struct Responder {
  let site: Site
  let threads: Int

  /// Longer than an exchange may last: what was begun is finished.
  private static let farewellSeconds = ConnectionWatchdog.exchangeSeconds + 5

  /// - Parameter supervisor: the process that this one must not survive.
  func run(endingWith supervisor: Int32?) throws {
    if let supervisor { Self.endWith(supervisor) }
    let endSignals = SignalSet([SIGTERM, SIGINT, SIGHUP])
    endSignals.block()
    // Ticks that we start are nobody's children to wait for.
    signal(SIGCHLD, SIG_IGN)
    FCGX_Init()
    let watchdog = ConnectionWatchdog()
    let listener = Listener(descriptor: STDIN_FILENO)
    let workers = (0..<threads).compactMap { _ in
      WorkerThread { Self.acceptAndServe(listener, FastCGIExchange(site: site, watchdog: watchdog)) }
    }
    guard !workers.isEmpty else { return report("no thread could be started") }
    while endSignals.wait(seconds: 1) == nil { watchdog.cutOverdue() }
    listener.stop()
    farewell(to: workers, watchdog)
  }

  private static func acceptAndServe(_ listener: Listener, _ exchange: FastCGIExchange) {
    while let connection = listener.next() {
      ConnectionWatchdog.limitStalls(of: connection)
      exchange.serve(connection)
    }
  }

  private func farewell(to workers: [WorkerThread], _ watchdog: ConnectionWatchdog) {
    for _ in 0..<Self.farewellSeconds * 10 where workers.contains(where: { !$0.isFinished }) {
      watchdog.cutOverdue()
      usleep(100_000)
    }
  }

  /// The kernel ends us when the supervisor is gone; if it went before we asked for that, we go now.
  private static func endWith(_ supervisor: Int32) {
    _ = escapement_end_with_parent()
    if getppid() != supervisor { exit(0) }
  }
}
