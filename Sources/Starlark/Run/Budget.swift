/// What a program may use up. Never wall time: the same program and input always end the same way.
public struct Budget: Sendable {
  /// Instructions, plus the work that builtins do on many elements or long texts.
  public var steps: Int
  /// Bytes held by values at the same time.
  public var memory: Int
  /// Calls inside calls.
  public var depth: Int
  /// Bytes that `print` may write.
  public var output: Int

  public init(
    steps: Int = 100_000, memory: Int = 16 * 1_024 * 1_024, depth: Int = 64, output: Int = 64 * 1_024
  ) {
    self.steps = steps
    self.memory = memory
    self.depth = depth
    self.output = output
  }

  public enum Resource: String, Hashable, Sendable, CaseIterable {
    case steps
    case memory
    case depth
    case output
    /// A number that doesn't fit where it goes: JSON's 64 bits, or the largest integer that programs may make.
    case size
  }
}

/// Counts the bytes that a thread's values hold. Charged before memory is taken, given back when a value is freed.
final class MemoryAccount {
  private(set) var used = 0
  private let limit: Int
  /// See ``dispose(of:)``.
  var doomed: [Value] = []
  var isDisposing = false
  let cycles = CycleRegistry()

  init(limit: Int) { self.limit = limit }

  func reserve(_ bytes: Int) throws(EvaluationError) {
    let (sum, overflow) = used.addingReportingOverflow(bytes)
    guard !overflow, sum <= limit else { throw exhausted(by: bytes) }
    used = sum
  }

  func release(_ bytes: Int) { used -= bytes }

  private func exhausted(by bytes: Int) -> EvaluationError {
    EvaluationError(
      .exhausted(.memory), "out of memory: \(bytes) bytes more would exceed the limit of \(limit)")
  }
}
