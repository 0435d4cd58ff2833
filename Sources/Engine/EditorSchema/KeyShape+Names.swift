import Cron
import JSON

extension KeyShape {
  /// The shape of a key; what it is in this one object, else what it is everywhere.
  static func of(_ key: String, in object: String) -> KeyShape? {
    special[object]?[key] ?? states[key] ?? settings[key]
  }

  /// Keys that mean something else in one kind of object.
  private static let special: [String: [String: KeyShape]] = [
    StateKeys.try.object: [
      "catch": .partOrParts("tryHandler", "What to do about errors; the first entry that takes one is used")
    ],
    StateKeys.humanApproval.object: ["input": .part("approvalInput", "The same keys as beside `type`")],
    TriggerDecoder.keys.object: [
      "name": .text("The trigger's name, unique in the definition; without it the type or the webhook"),
      "event": .text("The type of event that starts a run"),
      "if": .condition("Which events do; `event` is the event"),
      "input": .objectTemplate("The run's input: templates in which `event` is the event; without it the payload"),
    ],
    NoticeDecoder.keys.object: [
      "onFailure": .texts("Told when a run failed or ran out of time")
    ],
    StateKeys.emit.object: ["event": .text("The event's name")],
    StateKeys.fail.object: ["message": .text("What went wrong; may be a template")],
    StateKeys.foreach.object: ["input": .any("What flows into each iteration, in place of the item")],
    StateKeys.cron.object: [
      "input": .object("The input that each run begins with; no templates"),
      "timezone": .text("An IANA name, as Europe/Berlin; without it the installation's"),
    ],
    ConcurrencyTree.keys.object: [
      "key": .text("What the runs share: a text, or a template over `input`; without it the workflow's id"),
      "limit": .count("How many of them go on at a time; 1"),
      "onLimit": .choice("What becomes of one more", of: Concurrency.OnLimit.allCases),
    ],
    TestDecoder.expectation.object: [
      "output": .any("What the run answers; objects may have more members"),
      "path": .texts("The states of the workflow's own block, in order"),
    ],
    TestDecoder.test.object: [
      "input": .object("The run's input"), "name": .text("What is printed"),
    ],
  ]

  /// Keys of states.
  private static let states: [String: KeyShape] = [
    "name": .text("The name, unique in its block"),
    "type": .choice("What the state does", of: StateTypeName.allCases),
    "if": .condition("A condition"),
    "input": .any("What it receives: templates"),
    "inputPath": .text("A place in the context: what it receives"),
    "output": .any("What is stored: templates in which `result` is what was done"),
    "outputPath": .text("The part of the result that is stored"),
    "resultPath": .text("Where in the context the result is stored; `steps.NAME` without it"),
    "next": .text("The state that follows, in the same block"),
    "end": .flag("The block ends here"),
    "retry": .part("retry", "Further attempts after a failure"),
    "timeoutSeconds": .duration("How long it may take"),
    "catch": .parts("handler", "The first entry that takes an error says where it leads"),
    "onError": .choice("`continue` stores the error, and goes on", of: ErrorRoutes.OnError.allCases),
    "errorNext": .text("The state that follows any other error"),
    "comment": .any("For people"),
    "metadata": .any("For people and programs that read the definition"),
    "action": .text("What runs: `agent.run`, `human.approval`, `noop`, an agent's id …"),
    "agent": .text("The agent's id, or a template that chooses one"),
    "task": .text("What the agent is told"),
    "variables": .objectTemplate("More input for the agent, over everything else"),
    "dataPath": .text("A place in the context: what the conditions look at"),
    "conditions": .parts("switchCase", "The first that is true wins"),
    "defaultNext": .text("The state that follows when no condition is true"),
    "branches": .parts("branch", "What runs side by side"),
    "join": .part("join", "When the state is over"),
    "outputAggregation": .choice("What is stored; without it an object by branch", of: AggregationWord.allCases),
    "itemsPath": .text("A place in the context: the list"),
    "items": .any("The list, or an expression that makes one"),
    "itemName": .text("A further name for `item`"),
    "indexName": .text("A further name for `index`"),
    "maxConcurrency": .count("How many iterations are open at a time; 1"),
    "batchSize": .count("`item` is a list of at most so many items"),
    "iterator": .part("iterator", "What runs for each item"),
    "onItemError": .choice("What the failure of an item means", of: Foreach.OnItemError.allCases),
    "toleratedFailures": .count("More failures than these fail the state", from: 0),
    "condition": .condition("Looked at before each pass"),
    "body": .part("block", "What runs in each pass"),
    "maxIterations": .count("One pass more is an error; 1000"),
    "try": .part("block", "The states that may fail"),
    "finally": .part("block", "The states that run last in any case"),
    "data": .objectTemplate("What is written: templates"),
    "expression": .text("Starlark: an expression, or a block whose last line is one"),
    "duration": .duration("How long to wait, or a template"),
    "until": .text("An instant, or a local time with `timezone`; may be a template"),
    "timezone": .text("The zone of a local time, as Europe/Berlin"),
    "workflow": .text("The other workflow's id; may be a template"),
    "revision": .any("Which of its revisions; without it the newest"),
    "wait": .flag("Whether to wait for the other run's end"),
    "errorType": .text("The error's type"),
    "cron": .text("Five fields: minute, hour, day of month, month, day of week"),
    "gap": .choice("When the clocks skip the time", of: GapPolicy.allCases),
    "repeat": .choice("When the clocks show the time twice", of: RepeatPolicy.allCases),
  ]
}
