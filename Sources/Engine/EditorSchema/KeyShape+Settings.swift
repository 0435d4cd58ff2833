import JSON

extension KeyShape {
  /// Keys of the workflow itself, and of the objects inside of states.
  static let settings: [String: KeyShape] = [
    "id": .text("The workflow's id: \(WorkflowID.form)"),
    "version": .text("The author's label"),
    "description": .text("For people"),
    "tags": .texts("For people"),
    "labels": .object("Texts by which runs are found; may be templates"),
    "inputSchema": .schema("JSON Schema 2020-12 of the run's input"),
    "outputSchema": .schema("JSON Schema 2020-12 of the run's output"),
    "start": .text("The state to begin with; else the first"),
    "vars": .object("Data that is merged into the context"),
    "retryDefaults": .part("retry", "For every `retry` that leaves them out"),
    "states": .part("states", "The states"),
    "onFailure": .text("The state to enter when nothing caught an error"),
    "tests": .parts("test", "Runs with made-up answers, for `escapement test`"),
    "definition": .part("workflow", "The workflow"),
    "fixtures": .object("Answers by a step's path, a state's name or an agent's id"),
    "expect": .part("expectation", "What shall come of it"),
    "status": .choice("How the run ends", of: RunStatus.allCases.filter(\.isTerminal)),
    "errorMessage": .text("A part of the error's message"),

    "title": .text("A short question"),
    "message": .text("What is to be approved"),
    "summaryPath": .text("A place in the context whose value is shown first"),
    "evidence": .texts("Places in the context whose values are shown"),
    "approvers": .texts("user:NAME, team:NAME, role:NAME or email:ADDRESS"),
    "onTimeout": .choice("When nobody decides in time", of: [ApprovalGate.OnTimeout.reject, .approve, .fail]),
    "timeoutNext": .text("The state that follows when nobody decided in time"),
    "onReject": .choice("After a rejection", of: [ApprovalGate.OnReject.fail, .cancel]),
    "rejectNext": .text("The state that follows a rejection"),

    "signal": .text("The signal's name"),
    "event": .text("The event's name"),
    "correlation": .text("A text that the message carries"),
    "filter": .condition("Which messages count; `event` is the message"),
    "lookback": .duration("How long before the wait an event may have been published"),
    "payload": .any("What the event says: templates"),

    "mode": .choice("When the branches are joined", of: JoinWord.allCases),
    "count": .count("With `quorum`: how many branches must succeed"),
    "onBranchError": .choice("What a branch's failure means", of: Parallel.Join.OnBranchError.allCases),
    "cancelRest": .flag("Whether the other branches are closed"),

    "maxAttempts": .count("The first included; 3"),
    "backoffSeconds": .duration("The wait before the second attempt"),
    "backoff": .choice("How the wait grows", of: RetryPolicy.Backoff.allCases),
    "multiplier": .number("Of an exponential wait; 2"),
    "maxDelaySeconds": .duration("The longest wait"),
    "jitter": .choice("Whether waits are random", of: RetryPolicy.Jitter.allCases),
    "maxElapsedSeconds": .duration("For all attempts and waits together"),
    "retryOn": .texts("Types of errors that are tried again"),
    "stopOn": .texts("Types of errors that aren't tried again"),
    "errors": .texts("The types that it takes; without it all"),
    "as": .text("A further name for the error"),
  ]
}
