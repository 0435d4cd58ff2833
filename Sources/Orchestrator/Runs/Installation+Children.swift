import Engine
import JSON
import Store

/// Starting the runs that `workflow` steps call.
///
/// A child is written in a transaction of its own, before its parent hears of it. Its id follows from the step, so that
/// whoever takes the step over after a crash finds the child and starts no second one.
extension Installation {
  /// Starts the children of claimed steps in one commit.
  ///
  /// - Returns: for each step, what to tell its run.
  func startChildren(of assignments: [Assignment]) throws -> [Stimulus] {
    let prepared = try assignments.map(prepareChild)
    guard prepared.contains(where: { (try? $0.get()) != nil }) else {
      return zip(assignments, prepared).map(Self.answer)
    }
    let written = try storage.write { writer in
      try prepared.map { child -> Result<PreparedChild, RunError> in
        guard case .success(let child) = child, try writer.run(child.prepared.run.id) == nil else { return child }
        do {
          try writer.savepoint { try child.prepared.insert(with: writer) }
          return .success(child)
        } catch let refusal as SlotRefusal {
          return .failure(RunError(.concurrencyLimit, refusal.message))
        } catch let violation as InvariantViolation {
          return .failure(RunError(.internal, violation.description))
        }
      }
    }
    return zip(assignments, written).map(Self.answer)
  }

  private struct PreparedChild {
    let prepared: PreparedRun
    let waits: Bool
  }

  /// A failure of the step's own is a result; only the database's are thrown.
  private func prepareChild(of assignment: Assignment) throws -> Result<PreparedChild, RunError> {
    do {
      let request = try ChildRequest(assignment)
      guard let parent = try storage.read({ try $0.run(assignment.run) }) else {
        throw InvariantViolation("the run \(assignment.run) of a claimed step is gone")
      }
      let revision = try startableRevision(of: request.workflow, number: request.revision, parent.tenant)
      let input = try checkedInput(request.input, against: revision)
      var run = try child(of: parent, assignment, revision, input: input, waits: request.waits)
      run.priority = parent.priority
      return .success(PreparedChild(prepared: try prepare(run, of: revision), waits: request.waits))
    } catch let error as OperationError {
      return .failure(RunError(error))
    } catch let error as RunError {
      return .failure(error)
    } catch let violation as InvariantViolation {
      return .failure(RunError(.internal, violation.description))
    }
  }

  private func child(
    of parent: Run, _ assignment: Assignment, _ revision: Revision, input: JSONObject, waits: Bool
  ) throws(RunError) -> Run {
    let depth = (parent.trigger["depth"]?.integerValue ?? 0) + 1
    guard depth <= Limits().calls else {
      throw RunError(
        .limit,
        "\(depth) runs would be inside each other, each started by the one before; at most \(Limits().calls) may")
    }
    var trigger: JSONObject = [
      "kind": "workflow", "workflow": .string(parent.workflow.rawValue), "run": .string(parent.id.rawValue),
      "step": .string(assignment.path), "root": parent.trigger["root"] ?? .string(parent.id.rawValue),
      "depth": .integer(depth), "by": parent.trigger["by"] ?? .string(Actor.system.rawValue),
    ]
    // A loop of events stays one when it goes through a run that a run started.
    trigger[PublishedEvent.depthKey] = parent.trigger[PublishedEvent.depthKey]
    var run = Run(
      id: assignment.child, tenant: parent.tenant, workflow: revision.content.workflow, revision: revision.number,
      revisionHash: revision.content.hash, input: input, trigger: trigger, createdAt: clock.now())
    if waits { run.parent = Run.Parent(run: parent.id, step: assignment.step) }
    return run
  }

  private static func answer(_ assignment: Assignment, _ child: Result<PreparedChild, RunError>) -> Stimulus {
    let (step, lease) = (assignment.step, assignment.lease)
    switch child {
    case .failure(let error):
      return .stepFailed(StepFailure(step: step, lease: lease, error: error))
    case .success(let child) where child.waits:
      return .childRunStarted(step, lease, child: child.prepared.run.id)
    case .success(let child):
      let output: JSONValue = ["runId": .string(child.prepared.run.id.rawValue)]
      return .stepSucceeded(StepResult(step: step, lease: lease, output: output))
    }
  }
}
