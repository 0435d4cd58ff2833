import Engine
import Foundation
public import Orchestrator

/// Performs claimed steps, each on a thread of its own, and keeps what they led to until it is collected.
///
/// Its own methods are called by one thread. Threads and not tasks: executors block, and the pool of tasks has as many
/// threads as the host has processors.
public final class Crew {
  private let registry: ExecutorRegistry
  private let clock: WallClock
  private let bell: Bell
  private let capacity: Int
  private let finished = FinishedQueue()
  private var inHand: [Assignment.Claim: (assignment: Assignment, cancellation: Cancellation)] = [:]

  /// - Parameters:
  ///   - capacity: steps performed at a time.
  ///   - bell: rung when a step is over.
  public init(registry: ExecutorRegistry, capacity: Int, clock: WallClock, bell: Bell) {
    self.registry = registry
    self.capacity = capacity
    self.clock = clock
    self.bell = bell
  }

  public var assignments: [Assignment] { inHand.values.map(\.assignment) }
  public var isIdle: Bool { inHand.isEmpty }
  public var freePlaces: Int { max(0, capacity - inHand.count) }

  /// The outcome of a step that needs no performing: a value, or an error because nobody can perform it. Nil for all
  /// others.
  public func instantOutcome(_ assignment: Assignment) -> Outcome? {
    guard let agent = assignment.agent else { return .failed(.noAgent(assignment.executor)) }
    guard ExecutorRegistry.isInstant(agent) else { return nil }
    return .succeeded(assignment.input)
  }

  /// Begins to perform a step; ``collect()`` answers its outcome some day.
  public func begin(_ assignment: Assignment) {
    guard let agent = assignment.agent else { return }
    let cancellation = Cancellation()
    inHand[assignment.claim] = (assignment, cancellation)
    let request = ExecutionRequest(assignment, agent, startedAt: clock.now(), cancellation)
    let thread = Thread { [registry, finished, bell] in
      finished.append(assignment, registry.perform(request))
      bell.ring()
    }
    thread.stackSize = Self.stackSize
    thread.start()
  }

  /// JSON of 512 levels is parsed and checked recursively.
  private static let stackSize = 8 << 20

  /// What is over since the last call.
  public func collect() -> Collected {
    var collected = Collected()
    for (assignment, performance) in finished.takeAll() {
      inHand[assignment.claim] = nil
      if let outcome = performance.outcome {
        collected.finished.append(Finished(assignment, outcome))
      } else {
        collected.interrupted.append(assignment)
      }
    }
    return collected
  }

  public struct Collected {
    public var finished: [Finished] = []
    /// Stopped before their end, because of us: to be delivered again.
    public var interrupted: [Assignment] = []
  }

  /// Begins the cancellation contract: SIGTERM, grace, SIGKILL.
  public func cancel(_ claims: some Sequence<Assignment.Claim>) {
    for claim in claims { inHand[claim]?.cancellation.request(.cancelled) }
  }

  /// Stops all steps because this process has to end.
  public func interruptAll() {
    for work in inHand.values { work.cancellation.request(.interrupted) }
  }
}

extension RunError {
  fileprivate static func noAgent(_ name: AgentID) -> RunError {
    RunError(
      .agentError,
      "there is no agent or action '\(name)' any more; publish it again (`escapement agents` lists those that exist)")
  }
}
