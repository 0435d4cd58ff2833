/// What performs steps of one kind of agent.
///
/// Called on a thread of the executor's own, never inside a `Task`: it blocks until the attempt is over. It ends soon
/// after the request's cancellation is asked for, and never throws: whatever happens is an outcome.
public protocol Executor: Sendable {
  func perform(_ request: ExecutionRequest) -> Performance
}
