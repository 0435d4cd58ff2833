import Engine
import Testing

/// What is said about waits before they run.
struct WaitDefinitionTests {
  private func codes(_ state: String) -> [IssueCode] { Checked(states: "- {name: a, \(state)}").errorCodes }

  @Test(arguments: ["sleep", "delay", "timer", "wait"])
  func `a sleep has four names`(type: String) {
    #expect(codes("type: \(type), duration: 5m") == [])
    #expect(Checked(states: "- {name: a, type: \(type), duration: 5}").node("a")?.kind.type == .sleep)
  }

  @Test(arguments: ["await", "await.signal"])
  func `a wait for a signal has these names`(type: String) {
    #expect(Checked(states: "- {name: a, type: \(type), signal: go}").node("a")?.kind.type == .await)
  }

  @Test(arguments: ["await", "await.event", "event"])
  func `a wait for an event has these names`(type: String) {
    #expect(Checked(states: "- {name: a, type: \(type), event: paid}").node("a")?.kind.type == .await)
  }

  @Test func `signal wait is the same as an operation`() {
    let text = "- {name: a, type: operation, action: signal.wait, input: {signal: go, filter: 'True', timeout: 5}}"
    let checked = Checked(states: text)
    #expect(checked.report.issues == [])
    #expect(checked.node("a")?.kind.type == .await)
    #expect(checked.node("a")?.timeout == .seconds(5 as Int64))
    #expect(Checked(states: "- {name: a, type: operation, input: {task: signal.wait, signal: go}}").errorCodes == [])
  }

  @Test(arguments: [
    ("type: sleep", IssueCode.missingKey), ("type: sleep, duration: soon", .invalidValue),
    ("type: sleep, duration: -5", .invalidValue),
    ("type: sleep, duration: 5, until: '2026-11-21T09:30:00Z'", .conflictingKeys),
    ("type: sleep, until: tomorrow", .invalidValue), ("type: sleep, until: '2026-11-21T09:30:00'", .invalidValue),
    ("type: sleep, until: '2026-11-21T09:30:00', timezone: Europe/Berlim", .invalidValue),
    ("type: sleep, until: '2026-11-21T09:30:00Z', timezone: [UTC]", .wrongType),
    ("type: sleep, duration: 5, retry: {maxAttempts: 2}", .invalidValue),
    ("type: sleep, duration: 5, timeoutSeconds: 2", .invalidValue),
    ("type: sleep, duration: 5, resultPath: x", .invalidValue), ("type: sleep, duration: 5, input: {}", .invalidValue),
    ("type: sleep, duration: '{{ 1 + }}'", .badExpression),
    ("type: await", .missingKey), ("type: await, signal: go, event: go", .conflictingKeys),
    ("type: await.signal, event: go", .conflictingKeys), ("type: await.event, signal: go", .conflictingKeys),
    ("type: await, signal: ''", .invalidValue), ("type: await, signal: go, lookback: 1h", .conflictingKeys),
    ("type: await, event: go, lookback: soon", .invalidValue),
    ("type: await, event: go, filter: 'a b'", .badExpression),
    ("type: await, signal: go, retry: {maxAttempts: 2}", .invalidValue),
    ("type: await, signal: go, input: {x: 1}", .invalidValue), ("type: await, signal: go, payload: 1", .unknownKey),
    ("type: operation, action: signal.wait", .missingKey),
    ("type: operation, action: signal.wait, input: {signal: go, x: 1}", .unknownKey),
    ("type: emit", .missingKey), ("type: emit, event: e, resultPath: x", .invalidValue),
    ("type: emit, event: e, timeoutSeconds: 5", .invalidValue), ("type: emit, event: e, retry: {}", .invalidValue),
    ("type: emit, event: e, input: {x: 1}", .invalidValue), ("type: emit, event: [e]", .wrongType),
  ])
  func `what means nothing is refused`(state: String, code: IssueCode) {
    #expect(codes(state) == [code], "\(state)")
  }
}
