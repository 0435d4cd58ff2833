import Engine
import HTTPTypes
import Orchestrator
import Store

/// Everything that needed a person.
struct AlertsPage: SitePage {
  static let template = "alerts"

  let context: PageContext
  let view: AlertFilter.View
  let alerts: Page<Alert>
  var refusal: String?

  var title: String { "Alerts" }
  var section: LayoutView.Section? { .heartbeats }

  func field(_ name: String) -> Field? {
    switch name {
    case "choices": .list(AlertFilter.View.allCases.map { Choice(view: $0, isCurrent: $0 == view, context: context) })
    case "refusal": .optional(refusal)
    case "alerts": .list(alerts.items.map { AlertView(alert: $0, context: context, back: address()) })
    case "hasAlerts": .flag(!alerts.items.isEmpty)
    case "isAll": .flag(view == .all)
    case "hasNext": .flag(alerts.next != nil)
    case "next": alerts.next.map { .link(address(cursor: $0.description)) }
    case "heartbeats": .link(context.link("heartbeats"))
    default: nil
    }
  }

  private func address(cursor: String? = nil) -> LinkTarget {
    Choice.address(view, context, cursor: cursor)
  }

  private struct Choice: View {
    let view: AlertFilter.View
    let isCurrent: Bool
    let context: PageContext

    func field(_ name: String) -> Field? {
      switch name {
      case "name": .text(word)
      case "isCurrent": .flag(isCurrent)
      case "link": .link(Self.address(view, context))
      default: nil
      }
    }

    private var word: String {
      switch view {
      case .waiting: "Not acknowledged"
      case .open: "Problem lasts"
      case .all: "All"
      }
    }

    static func address(_ view: AlertFilter.View, _ context: PageContext, cursor: String? = nil) -> LinkTarget {
      let query = FormFields().setting("view", to: view == .waiting ? nil : view.rawValue)
      return context.link("alerts", query: query.setting("cursor", to: cursor))
    }
  }
}

extension AlertsPage {
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse { try show(exchange, refusal: nil) }

  @Sendable static func acknowledge(_ exchange: Exchange) throws -> WebResponse {
    let id = AlertID(rawValue: try exchange.parameter("id"))
    do {
      _ = try exchange.installation.acknowledgeAlert(
        id, comment: exchange.form.trimmed("comment"), by: try exchange.identity())
    } catch let error as OperationError where [.conflict, .invalid].contains(error.kind) {
      return try show(exchange, refusal: error.message.asSentence, status: Problem(error)?.status ?? .conflict)
    }
    let back = exchange.form["back"].flatMap { LinkTarget(returningTo: $0, mount: exchange.request.mount) }
    return .seeOther(back ?? exchange.link("alerts"))
  }

  private static func show(
    _ exchange: Exchange, refusal: String?, status: HTTPResponse.Status = .ok
  ) throws -> WebResponse {
    let view = try exchange.alertView()
    let filter = AlertFilter(tenant: try exchange.identity().tenant, view: view)
    let request = try exchange.pageRequest()
    let alerts = try exchange.installation.storage.read { try $0.alerts(filter, page: request) }
    return try exchange.show(
      AlertsPage(context: exchange.page, view: view, alerts: alerts, refusal: refusal), status: status)
  }
}
