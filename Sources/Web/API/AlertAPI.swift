import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// What needs a person.
enum AlertAPI {
  /// `view=waiting` (not acknowledged), `open` (the problem lasts) or `all`; `source` is a heartbeat's or monitor's id.
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let filter = AlertFilter(
      tenant: try exchange.identity().tenant, view: try exchange.alertView(),
      source: exchange.request.query.trimmed("source"))
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.storage.read { try $0.alerts(filter, page: page) }, \.json)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let id = AlertID(rawValue: try exchange.parameter("id"))
    let tenant = try exchange.identity().tenant
    guard let alert = try exchange.installation.storage.read({ try $0.alert(id, tenant: tenant) }) else {
      throw Problem.notFound("There is no alert \(id).")
    }
    return .json(alert.json)
  }

  @Sendable static func acknowledge(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["comment"])
    let alert = try exchange.installation.acknowledgeAlert(
      AlertID(rawValue: try exchange.parameter("id")), comment: try body.text("comment"), by: try exchange.identity())
    return .json(alert.json)
  }
}

extension Exchange {
  func alertView() throws(Problem) -> AlertFilter.View {
    guard let word = request.query.trimmed("view") else { return .waiting }
    guard let view = AlertFilter.View(rawValue: word) else {
      let known = AlertFilter.View.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(.badRequest, "view must be one of \(known).")
    }
    return view
  }
}
