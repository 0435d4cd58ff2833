import Engine
import JSON
import Testing

/// What `on` says, and what a trigger makes of an event.
struct TriggerTests {
  private static let end = "states: [{name: a, type: succeed}]"

  private func checked(_ on: String) -> Checked { Checked("id: test\non: \(on)\n\(Self.end)") }

  private func answer(_ on: String, to event: PublishedEvent, webhook: String? = nil) throws -> Trigger.Answer {
    let checked = checked(on)
    let trigger = try #require(checked.program?.triggers.first, "\(checked.report.text)")
    return trigger.answer(to: event, webhook: webhook, config: ["limit": 10])
  }

  private func event(_ payload: JSONValue, correlation: String? = nil) -> PublishedEvent {
    PublishedEvent(
      id: "e1", name: "order.paid", payload: payload, correlation: correlation, by: "user:ann",
      at: Instant(milliseconds: 0))
  }

  @Test func `one trigger, or a list of them`() throws {
    #expect(checked("{event: order.paid}").program?.triggers.map(\.source) == [.event("order.paid")])
    let two = try #require(checked("[{event: order.paid}, {name: push, webhook: github}]").program)
    #expect(two.triggers.map(\.source) == [.event("order.paid"), .webhook("github")])
    #expect(two.triggers.map(\.name) == ["order.paid", "push"])
    #expect(checked("[]").report.issues == [])
  }

  @Test(arguments: [
    ("{}", IssueCode.missingKey), ("{event: a, webhook: b}", .conflictingKeys), ("[a]", .wrongType),
    ("{event: ''}", .invalidValue), ("{event: '{{ x }}'}", .invalidValue), ("{webhook: [a]}", .wrongType),
    ("{event: a, when: x}", .unknownKey), ("{event: a, if: 'a b'}", .badExpression),
    ("{event: a, if: '{{ 1 + }}'}", .badExpression), ("{event: a, input: 5}", .wrongType),
    ("{event: a, input: {x: '{{ 1 + }}'}}", .badExpression), ("[{event: a}, {event: a}]", .duplicateName),
    ("{event: a, name: ''}", .invalidValue), ("[\(String(repeating: "{event: a},", count: 33))]", .limit),
  ])
  func `a trigger that means nothing is refused`(on: String, code: IssueCode) {
    let checked = checked(on)
    #expect(checked.errorCodes == [code], "\(checked.report.text)")
    #expect(checked.report.issues.allSatisfy { $0.line == 2 })
  }

  @Test func `without a mapping the payload is the input`() throws {
    #expect(try answer("{event: order.paid}", to: event(["order": 7])) == .start(["order": 7]))
    #expect(try answer("{event: order.paid}", to: event(nil)) == .start([:]))
  }

  @Test func `an input is mapped from the event`() throws {
    let on =
      "{event: order.paid, input: {order: '{{ event.payload.id }}', who: '{{ event.by }}', of: '{{ event.correlation }}', t: '{{ event.type }}'}}"
    let input: JSONObject = ["order": 7, "who": "user:ann", "of": "o7", "t": "order.paid"]
    #expect(try answer(on, to: event(["id": 7], correlation: "o7")) == .start(input))
    #expect(
      try answer("{webhook: h, input: {by: '{{ event.webhook }}'}}", to: event(1), webhook: "h") == .start(["by": "h"]))
    #expect(
      try answer("{event: e, input: '{{ event.payload.inner }}'}", to: event(["inner": ["a": 1]])) == .start(["a": 1]))
  }

  @Test func `an event for which the condition is false starts nothing`() throws {
    let on = "{event: order.paid, if: event.payload.amount > config.limit}"
    #expect(try answer(on, to: event(["amount": 10])) == .passedOver)
    #expect(try answer(on, to: event(["amount": 11])) == .start(["amount": 11]))
  }

  @Test(arguments: [
    ("{event: e}", "the payload is a string"), ("{event: e, input: '{{ event.payload }}'}", "the trigger's input is a"),
    ("{event: e, if: event.payload.amount > 3}", "amount"), ("{event: e, input: {x: '{{ nobody }}'}}", "nobody"),
  ])
  func `what a trigger can't use is refused with the reason`(on: String, reason: String) throws {
    guard case .refused(let error) = try answer(on, to: event("text")) else {
      Issue.record("not refused")
      return
    }
    #expect(error.message.contains(reason), "\(error.message)")
  }
}
