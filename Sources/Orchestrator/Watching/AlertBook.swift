import Engine
import JSON
import Store

/// Writes what sources' news mean for alerts, in the transaction of that news.
struct AlertBook {
  let tenant: TenantID
  let writer: any StorageWriter
  let identifiers: IdentifierSource
  let now: Instant

  func apply(_ changes: [AlertChange]) throws {
    for change in changes {
      switch change {
      case .raise(let notice): try raise(notice)
      case .resolve(let key): try resolve(key)
      }
    }
  }

  /// The same problem again is counted. One that had gone by itself and comes back before anybody has acknowledged it
  /// is the same alert, raised again: a source that flaps fills no list.
  private func raise(_ notice: AlertNotice) throws {
    guard var alert = try writer.standingAlert(notice.key, tenant: tenant) else {
      let id = AlertID(rawValue: identifiers.ulid(at: now))
      let new = Alert(id: id, tenant: tenant, notice: notice, at: now)
      try writer.insertAlert(new)
      return try tell(.raised, new)
    }
    let isBack = !alert.isOpen
    alert.notice = notice
    alert.lastSeenAt = now
    alert.occurrences += 1
    alert.resolvedAt = nil
    try writer.updateAlert(alert)
    if isBack { try tell(.raised, alert) }
  }

  private func resolve(_ key: AlertKey) throws {
    guard var alert = try writer.standingAlert(key, tenant: tenant), alert.isOpen else { return }
    alert.resolvedAt = now
    try writer.updateAlert(alert)
    try tell(.resolved, alert)
  }

  /// What others hear about, in the commit that it happens in.
  private enum Topic: String {
    case raised = "alert.raised"
    case resolved = "alert.resolved"
  }

  private func tell(_ topic: Topic, _ alert: Alert) throws {
    guard try writer.isHeard(topic.rawValue, tenant: tenant), let payload = alert.json.objectValue else { return }
    try writer.enqueue(
      OutboxMessage(
        id: identifiers.ulid(at: now), tenant: tenant, topic: topic.rawValue, subject: alert.id.rawValue,
        payload: payload, at: now))
  }

  /// Everything that is open of a source which is no more.
  func resolveAll(of source: String) throws {
    let filter = AlertFilter(tenant: tenant, view: .open, source: source)
    for alert in try writer.alerts(filter, page: PageRequest(limit: PageRequest.maximumLimit)).items {
      try resolve(alert.notice.key)
    }
  }
}
