import Engine
import Glibc
import JSON

/// Why a command didn't start, in words that say what to do.
struct StartFailure {
  let code: Int32
  let stage: String

  var error: RunError {
    RunError(kind, message, details: ["errno": .integer(Int64(code)), "stage": .string(stage)])
  }

  /// A missing program stays missing; a host without processes or memory has them again later.
  private var kind: RunError.Kind {
    switch code {
    case EAGAIN, ENOMEM, EMFILE, ENFILE, ENOSPC: .transient
    default: .agentError
    }
  }

  private var message: String {
    let reason = String(cString: strerror(code))
    return switch stage {
    case "exec": "the agent's program can't be started: \(reason); argv names it by an absolute path or a name in PATH"
    case "chdir": "the agent's cwd can't be entered: \(reason)"
    case "lock": "the attempt's lock can't be taken: \(reason)"
    case "setrlimit": "the agent's limits can't be set: \(reason)"
    default: "the command can't be started (\(stage)): \(reason)"
    }
  }
}
