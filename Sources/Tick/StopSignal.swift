import Agents
import Foundation
import Glibc
import Synchronization

/// Whether somebody asked the process to stop (SIGTERM, SIGINT, SIGHUP).
///
/// A thread of its own waits for the signals, so nothing is ever interrupted by one.
final class StopSignal: Sendable {
  private let received = Atomic(false)

  /// To be made before any other thread is: they inherit that the signals are blocked.
  init(ringing bell: Bell) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let wanted = signals
    Thread.detachNewThread { [self] in
      var signals = wanted
      var number: Int32 = 0
      while sigwait(&signals, &number) == 0 {
        received.store(true, ordering: .releasing)
        bell.ring()
      }
    }
  }

  var isReceived: Bool { received.load(ordering: .acquiring) }
}
