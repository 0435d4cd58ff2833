import Engine
import JSON
import JSONSchema

/// An executor between the agent's two schemas: what it gets and what it answers are checked.
struct GuardedExecutor: Executor {
  let inner: any Executor

  func perform(_ request: ExecutionRequest) -> Performance {
    var request = request
    do {
      if let schema = request.agent.inputSchema {
        let checked = try AgentSchema(schema, of: request.agent, side: .input)
        request.input = checked.withDefaults(request.input)
        try checked.require(request.input)
      }
      let outputSchema = try request.agent.outputSchema.map { (schema) throws(RunError) in
        try AgentSchema(schema, of: request.agent, side: .output)
      }
      return checkOutput(inner.perform(request), against: outputSchema)
    } catch {
      return Performance(.failed(error))
    }
  }

  private func checkOutput(_ performance: Performance, against schema: AgentSchema?) -> Performance {
    guard let schema, case .succeeded(let output) = performance.result else { return performance }
    var performance = performance
    do {
      let value = schema.parsed(output)
      try schema.require(value)
      performance.result = .succeeded(value)
    } catch {
      performance.result = .failed(output.isNull || output == "" ? error.aboutNothingPrinted : error)
    }
    return performance
  }
}

extension RunError {
  /// Nothing printed is null, which people who forgot to print don't recognise.
  fileprivate var aboutNothingPrinted: RunError {
    var error = self
    error.message = "the agent ended well, but its output is empty; " + message
    return error
  }
}
