import Engine
import Store

/// Why a program that works on an installation stopped: words for its user, and an exit code after sysexits(3).
public struct ProgramFailure: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  /// 75 when the same may work later; what else there is says ``StartupError/exitCode``.
  public let exitCode: Int32

  /// Nil for errors that aren't the installation's: the caller's own, or a command line's.
  public init?(_ error: any Error) {
    switch error {
    case let error as StartupError: (description, exitCode) = (error.description, error.exitCode)
    case let error as StorageError: (description, exitCode) = (error.description, Self.exitCode(of: error.kind))
    case let error as HostFile.Failure: (description, exitCode) = (error.description, 74)
    case let error as OperationError: (description, exitCode) = (error.message, 70)
    case let error as InvariantViolation:
      (description, exitCode) = ("what is stored contradicts itself: \(error.description)", 70)
    default: return nil
    }
  }

  private static func exitCode(of kind: StorageError.Kind) -> Int32 {
    switch kind {
    // They pass by themselves, or with a little room: the next tick tries again.
    case .locked, .diskFull: 75
    case .missing, .cannotOpen, .newerSchema, .olderSchema, .corrupt, .readOnly, .inputOutput, .failed: 69
    }
  }
}
