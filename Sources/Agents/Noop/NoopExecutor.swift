/// Succeeds with its input.
public struct NoopExecutor: Executor {
  public init() {}

  public func perform(_ request: ExecutionRequest) -> Performance { Performance(.succeeded(request.input)) }
}
