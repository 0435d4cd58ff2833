import Engine
import GRDB

/// What SQLite's failures mean to those who stand outside of this folder.
func meaning(of error: any Error, at path: String) -> any Error {
  guard let failure = error as? DatabaseError else { return error }
  let message = failure.message ?? "no message"
  if failure.resultCode == .SQLITE_CONSTRAINT {
    return InvariantViolation("the database refused a row: \(message)")
  }
  return StorageError(
    failure.kind, cause: "\(path): \(message) (SQLite \(failure.extendedResultCode.rawValue))", advice: failure.advice)
}

extension DatabaseError {
  fileprivate var kind: StorageError.Kind {
    switch resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
    case .SQLITE_FULL: .diskFull
    case .SQLITE_READONLY: .readOnly
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
    case .SQLITE_CANTOPEN: .cannotOpen
    case .SQLITE_IOERR: .inputOutput
    default: .failed
    }
  }

  fileprivate var advice: String {
    switch kind {
    case .locked: "Another program holds the database. Try again; if it stays so, `escapement doctor` says who."
    case .diskFull: "Make room on the disk that holds the data directory."
    case .readOnly: "The data directory and its files must belong to the user that runs this program."
    case .corrupt: "Stop all programs, keep a copy of the data directory, and restore the newest file of backups/."
    case .cannotOpen: "Look at the data directory's owner and mode, and at the limit of open files."
    case .inputOutput: "Look at the system's log: the disk may fail."
    default: "This is a mistake in the program: report it with the text above."
    }
  }
}
