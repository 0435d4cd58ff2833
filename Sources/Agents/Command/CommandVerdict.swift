import Engine
import Glibc
import JSON

/// From how a command ended to what the step's attempt is.
struct CommandVerdict {
  let spec: CommandSpec
  let timeout: TimeSpan?
  /// Why we asked it to end; nil when we didn't.
  let cancellation: Cancellation.Reason?

  func result(_ end: CommandEnd, _ captured: CapturedOutput) -> Performance.Result {
    if captured.outputIsTooLong { return .failed(tooMuchOutput(captured)) }
    switch end.reason {
    case .deadline: return .failed(timedOut(end, captured))
    case .asked: return asked(end, captured)
    case .byItself: return ended(end, captured)
    }
  }

  private func asked(_ end: CommandEnd, _ captured: CapturedOutput) -> Performance.Result {
    // Without a reason of ours somebody else has stopped the helper (a shutdown, say): the attempt isn't to blame.
    guard cancellation == .cancelled else { return .interrupted }
    return .failed(
      RunError(.cancelled, "the command was stopped because its step was cancelled", details: details(end, captured)))
  }

  private func ended(_ end: CommandEnd, _ captured: CapturedOutput) -> Performance.Result {
    switch end.status {
    case .exited(0):
      do { return .succeeded(try CommandOutput.value(of: captured.output, as: spec.output)) } catch {
        return .failed(error)
      }
    case .exited(Self.tryAgain):
      return .failed(
        RunError(
          .transient, "the command asks to be tried again (exit status 75\(lastWords(captured)))",
          details: details(end, captured)))
    case .exited(let status):
      return .failed(
        RunError(
          .agentError, "the command failed with exit status \(status)\(lastWords(captured))",
          details: details(end, captured)))
    case .signalled(let number): return .failed(killed(by: number, end, captured))
    }
  }

  /// EX_TEMPFAIL of sysexits.
  private static let tryAgain: Int32 = 75

  private func killed(by number: Int32, _ end: CommandEnd, _ captured: CapturedOutput) -> RunError {
    let limit: String? =
      switch number {
      case SIGXCPU: spec.limits.cpuSeconds.map { "cpuSeconds (\($0))" }
      case SIGXFSZ: spec.limits.fileBytes.map { "fileBytes (\($0))" }
      default: nil
      }
    guard let limit else {
      return RunError(.agentError, "the command was ended by \(signalName(number))", details: details(end, captured))
    }
    return RunError(.limit, "the command used up its limit \(limit)", details: details(end, captured))
  }

  private func timedOut(_ end: CommandEnd, _ captured: CapturedOutput) -> RunError {
    let seconds = timeout.map { "\($0.seconds) s" } ?? "its time"
    return RunError(.timeout, "the command didn't end within \(seconds)", details: details(end, captured))
  }

  private func tooMuchOutput(_ captured: CapturedOutput) -> RunError {
    RunError(
      .limit, "the command printed more than \(captured.outputBytes) bytes (limits.outputBytes) and was stopped",
      details: ["stderr": .string(captured.errorTail(bytes: Self.tailBytes))])
  }

  private func details(_ end: CommandEnd, _ captured: CapturedOutput) -> JSONObject {
    var details: JSONObject = [:]
    switch end.status {
    case .exited(let status): details["exitStatus"] = .integer(Int64(status))
    case .signalled(let number): details["signal"] = .string(signalName(number))
    }
    if end.killed { details["killedAfterGrace"] = true }
    let tail = captured.errorTail(bytes: Self.tailBytes)
    if !tail.isEmpty { details["stderr"] = .string(tail) }
    return details
  }

  /// The last line of standard error, where programs say what went wrong: `: no such host`.
  private func lastWords(_ captured: CapturedOutput) -> String {
    let lines = captured.errorTail(bytes: Self.tailBytes).split(whereSeparator: \.isNewline)
    guard let last = lines.last(where: { $0.contains { !$0.isWhitespace } }) else { return "" }
    let line = last.drop(while: \.isWhitespace)
    return ": " + (line.count > Self.lineLength ? line.prefix(Self.lineLength) + "…" : line)
  }

  /// A message stays readable in a list of runs.
  private static let lineLength = 200
  /// What an error repeats of standard error: it is stored with the run, routed and mailed. The log has more.
  private static let tailBytes = 2_000
}
