import Engine
import Glibc
import JSON

/// One conversation with one helper, from its start to its end.
struct CommandExecution {
  let spec: CommandSpec
  let request: ExecutionRequest
  let helper: String

  func run(_ bytes: [UInt8]) -> Performance {
    if request.cancellation.reason != nil { return Performance(stoppedBefore()) }
    do {
      let process = try HelperProcess(program: helper)
      return converse(with: process, bytes)
    } catch {
      let reason = String(cString: strerror(error.code))
      return Performance(.failed(RunError(.transient, "the helper \(helper) can't be started: \(reason)")))
    }
  }

  private func stoppedBefore() -> Performance.Result {
    request.cancellation.reason == .cancelled
      ? .failed(RunError(.cancelled, "the step was cancelled before its command began")) : .interrupted
  }

  private func converse(with process: HelperProcess, _ bytes: [UInt8]) -> Performance {
    var conversation = Conversation(spec)
    if process.channel.send(bytes) {
      request.cancellation.notify { _ in process.channel.orderTermination() }
      while let message = process.channel.next() { conversation.hear(message, on: process.channel) }
      request.cancellation.forget()
    }
    process.finish()
    return Performance(
      result(conversation), log: conversation.captured.log(), orphanSuspected: conversation.orphanSuspected)
  }

  private func result(_ conversation: Conversation) -> Performance.Result {
    if let failure = conversation.failure { return .failed(failure) }
    guard let end = conversation.end else { return .failed(lost(conversation)) }
    let verdict = CommandVerdict(spec: spec, timeout: request.timeout, cancellation: request.cancellation.reason)
    return verdict.result(end, conversation.captured)
  }

  /// The helper went without a last word: somebody killed it.
  private func lost(_ conversation: Conversation) -> RunError {
    // The command itself dies with the helper; what it started in its group may not.
    if let pid = conversation.pid { kill(-pid, SIGKILL) }
    return RunError(.transient, "the helper that watches over the command was killed")
  }
}

/// What was heard from a helper so far.
private struct Conversation {
  var captured: CapturedOutput
  var pid: Int32?
  var orphanSuspected = false
  var end: CommandEnd?
  var failure: RunError?

  init(_ spec: CommandSpec) {
    captured = CapturedOutput(outputBytes: spec.limits.outputBytes, logBytes: spec.limits.logBytes)
  }

  mutating func hear(_ message: HelperMessage, on channel: HelperChannel) {
    switch message {
    case .started(let pid, let orphanSuspected):
      self.pid = pid
      self.orphanSuspected = orphanSuspected
    case .standardOutput(let bytes):
      let wasTooLong = captured.outputIsTooLong
      captured.appendOutput(bytes)
      if captured.outputIsTooLong && !wasTooLong { channel.orderKill() }
    case .standardError(let bytes): captured.appendErrors(bytes)
    case .exited(let end): self.end = end
    case .failed(let code, let stage): failure = StartFailure(code: code, stage: stage).error
    }
  }
}
