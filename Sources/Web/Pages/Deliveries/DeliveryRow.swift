import Engine
import Orchestrator
import Store

/// One line of what was sent.
struct DeliveryRow: View {
  let delivery: Delivery
  let last: DeliveryAttempt?
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "number": .text("\(delivery.number)")
    case "at": .view(context.time(delivery.message.at))
    case "topic": .text(delivery.message.topic)
    case "subject": .text(delivery.message.subject)
    case "isOfRun": .flag(isOfRun)
    case "runLink": .link(context.run(RunID(delivery.message.subject)))
    case "endpoint": .text(delivery.endpointName)
    case "status": .view(StatusView(delivery.status))
    case "due": context.time(delivery.status == .pending && delivery.attempts > 0 ? delivery.dueAt : nil)
    case "tries":
      .optional(delivery.attempts == 0 ? nil : "\(delivery.attempts) \(delivery.attempts == 1 ? "try" : "tries")")
    case "last": .optional(last.map { $0.error ?? $0.status.map { "\($0)" } ?? "" })
    case "excerpt": .optional(last?.excerpt)
    case "mayRedeliver": .flag(delivery.status != .pending && context.may(.manageEndpoints))
    case "action": .link(context.link("deliveries"))
    case "formToken": .text(context.formToken)
    default: nil
    }
  }

  private var isOfRun: Bool {
    ["run.", "approval."].contains(where: delivery.message.topic.hasPrefix)
  }
}

/// One line of who is told.
struct EndpointRow: View {
  let endpoint: Endpoint
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(endpoint.name)
    case "link": .link(context.link("deliveries", query: FormFields().setting("endpoint", to: endpoint.name)))
    case "kind": .text(endpoint.kind.rawValue)
    case "target": .text(endpoint.target)
    case "topics": .text(endpoint.topics.isEmpty ? "what definitions send" : endpoint.topics.joined(separator: " "))
    case "state": .text(state)
    default: nil
    }
  }

  private var state: String {
    guard endpoint.isEnabled else { return endpoint.disabledReason.map { "off: \($0)" } ?? "off" }
    return endpoint.failures == 0 ? "on" : "failing, \(endpoint.failures) in a row"
  }
}

extension StatusView {
  init(_ status: DeliveryStatus) {
    switch status {
    case .pending: self.init(word: "On its way", tone: .waiting, shape: .clock)
    case .delivered: self.init(word: "Delivered", tone: .good, shape: .check)
    case .dead: self.init(word: "Given up", tone: .bad, shape: .cross)
    }
  }
}
