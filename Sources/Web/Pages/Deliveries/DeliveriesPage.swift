import Engine
import HTTPTypes
import Orchestrator
import Store

/// Whom others are, what they were told, and what became of it.
struct DeliveriesPage: SitePage {
  static let template = "deliveries"

  let context: PageContext
  let filter: DeliveryFilter
  let endpoints: [Endpoint]
  let deliveries: Page<Delivery>
  /// The last attempt of each delivery, by its number.
  let last: [Int64: DeliveryAttempt]

  var title: String { "Deliveries" }
  var section: LayoutView.Section? { .deliveries }

  /// Which deliveries are shown.
  private static let choices: [(name: String, status: DeliveryStatus?)] = [
    ("All", nil), ("On their way", .pending), ("Delivered", .delivered), ("Given up", .dead),
  ]

  func field(_ name: String) -> Field? {
    switch name {
    case "endpoints": .list(endpoints.map { EndpointRow(endpoint: $0, context: context) })
    case "hasEndpoints": .flag(!endpoints.isEmpty)
    case "choices":
      .list(
        Self.choices.map {
          ChoiceView(name: $0.name, link: address($0.status), isCurrent: $0.status == filter.status)
        })
    case "deliveries":
      .list(deliveries.items.map { DeliveryRow(delivery: $0, last: last[$0.number], context: context) })
    case "hasDeliveries": .flag(!deliveries.items.isEmpty)
    case "hasNext": .flag(deliveries.next != nil)
    case "next": deliveries.next.map { .link(address(filter.status, cursor: $0.description)) }
    default: nil
    }
  }

  private func address(_ status: DeliveryStatus?, cursor: String? = nil) -> LinkTarget {
    let query = FormFields().setting("status", to: status?.rawValue.lowercased())
      .setting("endpoint", to: endpoints.first { $0.id == filter.endpoint }?.name)
    return context.link("deliveries", query: query.setting("cursor", to: cursor))
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let identity = try exchange.identity()
    let filter = try DeliveryAPI.filter(exchange)
    let deliveries = try exchange.installation.deliveries(filter, page: try exchange.pageRequest(), for: identity)
    let last = try exchange.installation.storage.read { reader in
      try deliveries.items.compactMap { delivery in
        try reader.attempts(of: delivery.number).last.map { (delivery.number, $0) }
      }
    }
    return try exchange.show(
      DeliveriesPage(
        context: exchange.page, filter: filter, endpoints: try exchange.installation.endpoints(for: identity),
        deliveries: deliveries, last: Dictionary(uniqueKeysWithValues: last)))
  }

  @Sendable static func redeliver(_ exchange: Exchange) throws -> WebResponse {
    guard let number = exchange.form["number"].flatMap({ Int64($0) }) else {
      throw Problem(.unprocessableContent, "This form names no delivery.")
    }
    _ = try exchange.installation.redeliver(number, by: try exchange.identity())
    return .seeOther(exchange.link("deliveries"))
  }

  private struct ChoiceView: View {
    let name: String
    let link: LinkTarget
    let isCurrent: Bool

    func field(_ name: String) -> Field? {
      switch name {
      case "name": .text(self.name)
      case "link": .link(link)
      case "isCurrent": .flag(isCurrent)
      default: nil
      }
    }
  }
}
