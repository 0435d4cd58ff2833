import Agents
import Engine
import Foundation
import JSON
import Testing

/// A fresh folder in which commands are performed through the built `tick`.
struct CommandBench {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "escapement-agents-\(UUID().uuidString)"
    for name in ["artifacts", "agents"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func text(_ name: String) -> String { (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? "" }

  var surroundings: CommandSurroundings {
    CommandSurroundings(
      helper: Self.tick, agents: path("agents"), artifacts: path("artifacts"), locks: path("attempts"),
      environment: ProcessInfo.processInfo.environment)
  }

  /// `tick` lies beside the test bundle.
  static let tick: String = {
    #if os(macOS)
      Bundle(for: Marker.self).bundleURL.deletingLastPathComponent().appendingPathComponent("tick").path
    #else
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("tick").path
    #endif
  }()

  func perform(_ request: ExecutionRequest) -> Performance {
    ExecutorRegistry(surroundings: surroundings).perform(request)
  }

  /// Performs a shell command.
  func perform(
    shell: String, input: JSONValue = [:], timeout: TimeSpan? = nil, cancellation: Cancellation = Cancellation(),
    adjust: (inout CommandSpec) -> Void = { _ in }
  ) throws -> Performance {
    perform(try request(shell: shell, input: input, timeout: timeout, cancellation: cancellation, adjust: adjust))
  }

  func request(
    shell: String, input: JSONValue = [:], timeout: TimeSpan? = nil, cancellation: Cancellation = Cancellation(),
    adjust: (inout CommandSpec) -> Void = { _ in }
  ) throws -> ExecutionRequest {
    var spec = CommandSpec(arguments: [.literal(shell)], shell: true, output: .text)
    spec.grace = TimeSpan(milliseconds: 300)
    adjust(&spec)
    return request(
      AgentDefinition(id: "probe", kind: .command(spec), hash: "", source: ""), input, timeout, cancellation)
  }

  func request(
    _ agent: AgentDefinition, _ input: JSONValue, _ timeout: TimeSpan? = nil,
    _ cancellation: Cancellation = Cancellation()
  ) -> ExecutionRequest {
    ExecutionRequest(
      agent: agent, input: input, run: "01run", step: "5f", path: "diagnostics/pods", attempt: 2, delivery: 3,
      idempotencyKey: "01run/5f/2", timeout: timeout, startedAt: Instant(milliseconds: 1_700_000_000_000),
      cancellation: cancellation)
  }
}

extension Performance {
  var output: JSONValue? { if case .succeeded(let value) = result { value } else { nil } }
  var error: RunError? { if case .failed(let error) = result { error } else { nil } }
}

/// Waits until something holds, at most ten seconds.
func eventually(_ condition: () -> Bool) -> Bool {
  let end = Date().addingTimeInterval(10)
  while !condition() {
    if Date() > end { return false }
    usleep(5_000)
  }
  return true
}

/// Whether a process is there and no zombie.
func isAlive(_ pid: Int32) -> Bool {
  guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
    let end = status.lastIndex(of: ")")
  else { return false }
  return !status[end...].hasPrefix(") Z")
}
