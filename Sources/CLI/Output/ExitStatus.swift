import Orchestrator

/// What the program exits with; `escapement help` lists the table.
enum ExitStatus: Int32, CaseIterable {
  case success = 0
  /// The run failed, a definition has errors, a check found something.
  case failed = 1
  case usage = 2
  /// The run was cancelled.
  case cancelled = 3
  /// The run timed out.
  case timedOut = 4
  case invalid = 65
  case notFound = 66
  case database = 69
  case `internal` = 70
  case conflict = 73
  case files = 74
  /// It may work later; also: `--wait` ended before the run.
  case tryAgain = 75
  case tooLarge = 76
  case forbidden = 77
  /// The effective user doesn't own the data directory, or the configuration has a mistake.
  case configuration = 78

  var meaning: String {
    switch self {
    case .success: "done"
    case .failed: "failed: the run FAILED, or a check found something"
    case .usage: "the command line is wrong"
    case .cancelled: "the run was CANCELLED"
    case .timedOut: "the run was TIMED_OUT"
    case .invalid: "the input or definition is wrong"
    case .notFound: "no such workflow, run, approval, file or data directory"
    case .database: "the database can't be used as it is"
    case .internal: "a mistake in Escapement itself"
    case .conflict: "it contradicts what is there by now"
    case .files: "a file can't be read or written"
    case .tryAgain: "not now, but it may work later; also: --timeout was over before the run"
    case .tooLarge: "more than the limits allow"
    case .forbidden: "not allowed"
    case .configuration: "the data directory belongs to another user, or its configuration has a mistake"
    }
  }

  init(_ kind: OperationError.Kind) {
    switch kind {
    case .notFound: self = .notFound
    case .conflict: self = .conflict
    case .invalid: self = .invalid
    case .forbidden, .unauthenticated: self = .forbidden
    case .tooLarge: self = .tooLarge
    case .unavailable: self = .tryAgain
    }
  }

  /// The whole table in one sentence, for the help.
  static var summary: String { allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ") }
}

/// Thrown by a command that has said everything and ends otherwise than well.
extension ExitStatus: Error {}
