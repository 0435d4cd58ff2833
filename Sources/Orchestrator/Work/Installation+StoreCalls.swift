import Engine
import JSON
import Store

/// Steps that read and write the data store: the effect and the note that it was done are one transaction, so that an
/// attempt that is delivered again gets the first delivery's answer.
extension Installation {
  func performStoreCalls(_ assignments: [Assignment]) throws -> [Stimulus] {
    guard !assignments.isEmpty else { return [] }
    let now = clock.now()
    return try storage.write { writer in
      try assignments.map { assignment in
        do {
          let output = try writer.savepoint { try self.answer(assignment, with: writer, at: now) }
          return .stepSucceeded(StepResult(step: assignment.step, lease: assignment.lease, output: output))
        } catch let error as RunError {
          return .stepFailed(StepFailure(step: assignment.step, lease: assignment.lease, error: error))
        }
      }
    }
  }

  private func answer(
    _ assignment: Assignment, with writer: any StorageWriter, at now: Instant
  ) throws -> JSONValue {
    guard let action = StoreAction(assignment.executor) else {
      throw RunError(.internal, "the step \(assignment.path) is none of the data store's")
    }
    if let known = try writer.effect(assignment.idempotencyKey) { return known }
    let call = try StoreCall(action, input: assignment.input, tenant: assignment.tenant)
    let answer = try call.perform(with: writer, at: now)
    if action.changesSomething { try writer.keepEffect(assignment.idempotencyKey, answer: answer, at: now) }
    return answer
  }
}
