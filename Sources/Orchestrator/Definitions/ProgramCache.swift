public import Engine
import Synchronization

/// Compiled definitions by the hash of their content: compiled once in a process, however many runs use them.
public final class ProgramCache: Sendable {
  private let programs = Mutex<[String: Program]>([:])

  /// Programs kept. A host with more definitions in use at a time compiles some of them again.
  static let capacity = 256

  public init() {}

  /// The program of the content with this hash; `compile` makes it when it isn't there.
  ///
  /// Two threads may compile the same content at the same time; nobody waits for the other, and the results are equal.
  public func program(hash: String, compile: () throws -> Program) rethrows -> Program {
    if let known = programs.withLock({ $0[hash] }) { return known }
    let program = try compile()
    programs.withLock { programs in
      if programs.count >= Self.capacity { programs.removeAll() }
      programs[hash] = program
    }
    return program
  }
}
