import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// Approvals: the inbox, and deciding.
enum ApprovalAPI {
  /// `pending=false` shows those that are over; `mine=true` only those that the asker may decide.
  @Sendable static func inbox(_ exchange: Exchange) throws -> WebResponse {
    let identity = try exchange.identity()
    let isMine = try exchange.flag("mine") ?? false
    let filter = ApprovalFilter(
      tenant: identity.tenant, isPending: try exchange.flag("pending") ?? true,
      approvers: isMine ? identity.approverNames : nil)
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.storage.read { try $0.approvals(filter, page: page) }, \.json)
  }

  @Sendable static func listOfRun(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    let filter = ApprovalFilter(tenant: run.tenant, isPending: try exchange.flag("pending") ?? true, run: run.id)
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.storage.read { try $0.approvals(filter, page: page) }, \.json)
  }

  @Sendable static func approve(_ exchange: Exchange) throws -> WebResponse { try decide(exchange, approved: true) }

  @Sendable static func reject(_ exchange: Exchange) throws -> WebResponse { try decide(exchange, approved: false) }

  private static func decide(_ exchange: Exchange, approved: Bool) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["comment", "digest"])
    let run = try exchange.requireRun()
    let answer = ApprovalAnswer(
      run: run.id, approval: ApprovalID(rawValue: try exchange.parameter("id")), approved: approved,
      comment: try body.text("comment"), digest: try body.text("digest"))
    let entry = try exchange.installation.decideApproval(answer, by: try exchange.identity())
    return WebResponse.json(entry.json).dispatching(run, in: exchange)
  }
}

extension Identity {
  /// How approvals may name this identity; for everybody who may see everything, nil.
  var approverNames: [String]? {
    if roles.contains(.admin) { return nil }
    return [actor.rawValue] + teams.sorted().flatMap { ["team:\($0)", $0] }
      + roles.sorted().map { "role:\($0.rawValue)" }
  }
}
