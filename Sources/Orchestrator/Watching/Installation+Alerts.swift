public import Engine
import Store

extension Installation {
  /// Somebody has seen the alert. It leaves the list of what waits; the problem may go on.
  ///
  /// - Throws: `notFound`; `conflict` when somebody was faster, saying who; `invalid` for a comment that is too long.
  @discardableResult
  public func acknowledgeAlert(_ id: AlertID, comment: String?, by identity: Identity) throws -> Alert {
    try identity.require(.acknowledgeAlert)
    try check(alertComment: comment)
    let now = clock.now()
    return try storage.write { writer in
      guard var alert = try writer.alert(id, tenant: identity.tenant) else {
        throw OperationError(.notFound, "there is no alert \(id); `escapement alerts --view all` lists them")
      }
      if let earlier = alert.acknowledgement {
        throw OperationError(.conflict, "this alert was acknowledged by \(earlier.by) at \(earlier.at)")
      }
      alert.acknowledgement = Alert.Acknowledgement(by: identity.actor, at: now, comment: comment)
      try writer.updateAlert(alert)
      return alert
    }
  }

  /// Acknowledges what a beat found: every alert of its checks that nobody has acknowledged yet.
  ///
  /// - Returns: those alerts.
  public func acknowledgeBeat(
    _ id: BeatID, of heartbeat: Heartbeat, comment: String?, by identity: Identity
  ) throws -> [Alert] {
    try identity.require(.acknowledgeAlert)
    try check(alertComment: comment)
    guard let beat = try storage.read({ try $0.beat(id, of: heartbeat.id) }) else {
      throw OperationError(.notFound, "the heartbeat '\(heartbeat.spec.name)' has no result \(id)")
    }
    let found = Set(beat.checks.filter { $0.outcome != .ok }.map(\.check))
    let now = clock.now()
    return try storage.write { writer in
      let filter = AlertFilter(tenant: identity.tenant, source: heartbeat.id.rawValue)
      let alerts = try writer.alerts(filter, page: PageRequest(limit: PageRequest.maximumLimit)).items
      return try alerts.filter { found.contains($0.notice.subject) }.map { alert in
        var alert = alert
        alert.acknowledgement = Alert.Acknowledgement(by: identity.actor, at: now, comment: comment)
        try writer.updateAlert(alert)
        return alert
      }
    }
  }

  private func check(alertComment comment: String?) throws(OperationError) {
    guard let comment, comment.utf8.count > Installation.longestAlertComment else { return }
    throw OperationError(.invalid, "a comment has at most \(Installation.longestAlertComment) bytes")
  }

  /// A remark, not a report.
  private static let longestAlertComment = 10_000
}
