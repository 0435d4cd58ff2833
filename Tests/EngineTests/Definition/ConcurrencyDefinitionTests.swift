@testable import Engine
import Testing

struct ConcurrencyDefinitionTests {
  private let noop = "- {name: a, type: operation, action: noop}"

  @Test func `all that may be said about concurrency and priority`() throws {
    let top = "concurrency: {key: 'deploy {{ input.host }}', limit: 3, onLimit: reject}\npriority: -3"
    let checked = Checked(states: noop, top: top)
    #expect(checked.report.errors == [])
    let program = try #require(checked.program)
    #expect(program.concurrency?.limit == 3 && program.concurrency?.onLimit == .reject && program.priority == -3)
  }

  @Test(arguments: [
    ("concurrency: 3", IssueCode.wrongType), ("concurrency: {limit: 0}", .invalidValue),
    ("concurrency: {limit: 1001}", .invalidValue), ("concurrency: {limit: many}", .wrongType),
    ("concurrency: {onLimit: wait}", .invalidValue), ("concurrency: {key: [a]}", .wrongType),
    ("concurrency: {key: '{{ 1 + }}'}", .badExpression), ("concurrency: {keys: a}", .unknownKey),
    ("priority: 11", .invalidValue), ("priority: high", .wrongType),
  ])
  func `what can't be meant is refused`(top: String, code: IssueCode) {
    #expect(Checked(states: noop, top: top).errorCodes == [code], "\(top)")
  }

  @Test func `a misspelled key is answered with the right one`() {
    let issue = Checked(states: noop, top: "concurrency: {onLimits: queue}").first(.unknownKey)
    #expect(issue?.hint == "did you mean `onLimit`?")
  }

  @Test func `who has waited ten minutes longer goes before a level of priority more`() {
    let now = Instant(milliseconds: 1_700_000_000_000)
    let urgent = Priority.rank(1, since: now)
    #expect(urgent < Priority.rank(0, since: now))
    #expect(urgent > Priority.rank(0, since: now + .seconds(-601 as Int64)))
  }
}
