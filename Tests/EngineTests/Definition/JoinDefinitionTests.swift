@testable import Engine
import Testing

/// What joins and foreach may say together.
struct JoinDefinitionTests {
  private func parallel(_ settings: String) -> Checked {
    Checked(
      states:
        "- {name: a, type: parallel, branches: [{name: b, agent: checker}, {name: c, agent: checker}], \(settings)}")
  }

  private func foreach(_ settings: String) -> Checked {
    Checked(states: "- {name: a, type: foreach, itemsPath: x, agent: checker, \(settings)}")
  }

  @Test(arguments: [
    ("join: {count: 1}", IssueCode.conflictingKeys, "`count` needs `mode: quorum`"),
    ("join: {mode: any, count: 1}", .conflictingKeys, "`count` needs `mode: quorum`"),
    ("join: {mode: quorum}", .missingKey, "a join needs `count`"),
    ("join: {mode: quorum, count: 3}", .invalidValue, "3 of 2 branches can never succeed"),
    ("join: {mode: quorum, count: 0}", .invalidValue, "0 is out of range"),
    ("join: {mode: most}", .invalidValue, "`most` is none of the choices"),
    ("join: {onBranchError: ignore}", .invalidValue, "`ignore` is none of the choices"),
    (
      "join: {cancelRest: false}", .conflictingKeys,
      "`cancelRest: false` needs `mode: any` or `mode: quorum`: a join of all branches leaves none over"
    ),
    ("outputAggregation: last", .invalidValue, "`last` is none of the choices"),
    (
      "outputAggregation: merge, join: {onBranchError: collect}", .conflictingKeys,
      "`outputAggregation: merge` has no place for the errors that `onBranchError: collect` keeps"
    ),
  ])
  func `a join that can't be meant is refused`(settings: String, code: IssueCode, message: String) {
    let issues = parallel(settings).report.errors
    #expect(issues.map(\.code) == [code])
    #expect(issues.map(\.message) == [message])
  }

  @Test(arguments: [
    ("toleratedFailures: 2", IssueCode.conflictingKeys, "`toleratedFailures` needs `onItemError: continue`"),
    ("onItemError: continue, toleratedFailures: -1", .invalidValue, "-1 is out of range"),
    ("onItemError: skip", .invalidValue, "`skip` is none of the choices"),
    ("batchSize: 0", .invalidValue, "0 is out of range"),
  ])
  func `a foreach that can't be meant is refused`(settings: String, code: IssueCode, message: String) {
    let issues = foreach(settings).report.errors
    #expect(issues.map(\.code) == [code])
    #expect(issues.map(\.message) == [message])
  }

  @Test func `what a join says is compiled`() throws {
    let join = "join: {mode: quorum, count: 2, on_branch_error: collect, cancel_rest: false}"
    let node = try #require(parallel("\(join), output_aggregation: array, timeout: 5m").program?.nodes.first)
    guard case .parallel(let parallel) = node.kind else { throw InvariantViolation("no parallel state") }
    #expect(parallel.join.mode == .quorum(2))
    #expect(parallel.join.onBranchError == .collect)
    #expect(!parallel.join.cancelsRest)
    #expect(parallel.aggregation == .array)
    #expect(node.timeout == .seconds(300 as Int64))
  }

  @Test func `what a foreach says is compiled`() throws {
    let node = try #require(
      foreach("batchSize: 5, onItemError: continue, toleratedFailures: 3, timeoutSeconds: 60").program?.nodes.first)
    guard case .foreach(let foreach) = node.kind else { throw InvariantViolation("no foreach") }
    #expect(foreach.batchSize == 5)
    #expect(foreach.onItemError == .continue)
    #expect(foreach.toleratedFailures == 3)
    #expect(node.timeout == .seconds(60 as Int64))
  }
}
