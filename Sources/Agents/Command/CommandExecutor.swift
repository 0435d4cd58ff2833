import Engine
import Glibc
import JSON
import Orchestrator

/// Performs `command` agents: starts the program through the helper, gives it the input as JSON on standard input, and
/// waits on the calling thread until it and everything that it started is gone.
public struct CommandExecutor: Executor {
  private let surroundings: CommandSurroundings

  public init(surroundings: CommandSurroundings) { self.surroundings = surroundings }

  public func perform(_ request: ExecutionRequest) -> Performance {
    guard case .command(let spec) = request.agent.kind else {
      return Performance(.failed(RunError(.internal, "agent \(request.agent.id) is no command")))
    }
    do {
      let plan = try CommandPlan(spec, request, surroundings)
      let folder = try workingFolder(request)
      let execution = CommandExecution(spec: spec, request: request, helper: surroundings.helper)
      var performance = execution.run(try helperRequest(spec, request, plan, folder))
      if performance.result == .interrupted {
        folder.remove()
      } else {
        note(folder.keepArtifacts(within: surroundings.artifactBounds), in: &performance)
      }
      return performance
    } catch {
      return Performance(.failed(error))
    }
  }

  private func workingFolder(_ request: ExecutionRequest) throws(RunError) -> WorkingFolder {
    do {
      try HostFile.createDirectory(surroundings.locks, permissions: DataDirectory.permissions)
      return try WorkingFolder(request, artifacts: surroundings.artifacts)
    } catch {
      throw RunError(.transient, "the command's working folder can't be made: \(error)")
    }
  }

  private func helperRequest(
    _ spec: CommandSpec, _ request: ExecutionRequest, _ plan: CommandPlan, _ folder: WorkingFolder
  ) throws(RunError) -> [UInt8] {
    let helperRequest = HelperRequest(
      timeout: request.timeout, grace: spec.grace,
      lockWait: TimeSpan(milliseconds: spec.grace.milliseconds + Self.lockPatience.milliseconds),
      limits: HelperRequest.Limits(
        cpuSeconds: spec.limits.cpuSeconds, memoryBytes: spec.limits.memoryBytes, openFiles: spec.limits.openFiles,
        fileBytes: spec.limits.fileBytes, processes: spec.limits.processes),
      lockFile: surroundings.lockFile(step: request.step, attempt: request.attempt),
      workingFolder: plan.directory ?? folder.path, arguments: plan.arguments,
      environment: plan.environment.variables, input: Array(request.input.text.utf8))
    guard let bytes = helperRequest.bytes else {
      throw RunError(.limit, "the command's input, arguments and environment are too long")
    }
    return bytes
  }

  /// What an earlier delivery may take longer than its grace before it counts as an orphan.
  private static let lockPatience = TimeSpan.seconds(5)

  private func note(_ remark: String?, in performance: inout Performance) {
    guard let remark else { return }
    let text = [performance.log?.text, "escapement: \(remark)"].compactMap { $0 }.joined(separator: "\n")
    performance.log = Performance.Log(text, isTruncated: performance.log?.isTruncated ?? false)
  }
}
