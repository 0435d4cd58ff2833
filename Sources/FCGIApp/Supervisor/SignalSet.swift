import Glibc

/// Signals that are taken from a queue instead of interrupting whatever runs.
struct SignalSet {
  private var signals = sigset_t()

  init(_ numbers: [Int32]) {
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
  }

  /// For this thread and those that it starts from now on.
  func block() {
    var signals = signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// The next signal, or nil when none came in time.
  func wait(seconds: Int) -> Int32? {
    var signals = signals
    var limit = timespec(tv_sec: seconds, tv_nsec: 0)
    let number = sigtimedwait(&signals, nil, &limit)
    return number > 0 ? number : nil
  }
}
