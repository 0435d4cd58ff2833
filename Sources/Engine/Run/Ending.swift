/// How a run ends when nothing routes its error. Kept with the error on its way outwards, also while a `finally` runs.
public enum Ending: String, Sendable, CaseIterable {
  case failed = "FAILED"
  case cancelled = "CANCELLED"
  case timedOut = "TIMED_OUT"

  var status: RunStatus {
    switch self {
    case .failed: .failed
    case .cancelled: .cancelled
    case .timedOut: .timedOut
    }
  }
}
