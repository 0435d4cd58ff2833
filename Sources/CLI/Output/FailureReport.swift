import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

/// An error as words and an exit code; the one place that knows both.
struct FailureReport {
  /// Nil when everything was said before.
  private let text: String?
  private let status: ExitStatus
  /// Help and the like go to the standard output.
  private var isAnswer = false

  init(_ error: any Error) {
    switch error {
    case let error as OperationError:
      (text, status) = (Self.text(of: error), ExitStatus(error.kind))
    case let error as StartupError:
      (text, status) = (error.description, ExitStatus(rawValue: error.exitCode) ?? .failed)
    case let error as StorageError:
      (text, status) = (error.description, error.isTransient ? .tryAgain : .database)
    case let error as HostFile.Failure:
      (text, status) = (error.description, error.isMissing ? .notFound : .files)
    case let error as DiagramError:
      (text, status) = (error.description, .tooLarge)
    case let error as ExpressionSyntaxError:
      (text, status) = (error.description, .invalid)
    case let error as RunError:
      (text, status) = (error.message, .failed)
    case let error as InvariantViolation:
      (text, status) = ("what is stored contradicts itself: \(error.description)", .internal)
    case let error as ExitStatus:
      (text, status) = (nil, error)
    default:
      // What ArgumentParser throws: mistakes in the command line, and the wish for help.
      let code = EscapementCommand.exitCode(for: error)
      let message = EscapementCommand.fullMessage(for: error)
      text = message.isEmpty ? nil : message
      isAnswer = code == .success
      status = code == .success ? .success : code == .validationFailure ? .usage : .failed
    }
  }

  func print() -> ExitStatus {
    guard let text else { return status }
    if isAnswer {
      Terminal.print(text)
    } else {
      Terminal.note(Terminal.harmless(status == .usage ? text : "escapement: \(text)"))
    }
    return status
  }

  private static func text(of error: OperationError) -> String {
    guard !error.issues.isEmpty else { return error.message }
    let issues = error.issues.map { issue in
      let place = [issue.line, issue.column].compactMap { $0.map(String.init) }.joined(separator: ":")
      let at = place.isEmpty ? issue.path : place
      return "  \(at.isEmpty ? "" : "\(at): ")\(issue.severity.rawValue)[\(issue.code.rawValue)]: \(issue.message)"
        + (issue.hint.map { " (\($0))" } ?? "")
    }
    return ([error.message] + issues).joined(separator: "\n")
  }
}
