public import Engine
import Store

extension Installation {
  /// A job tells of itself. Whoever knows the address may.
  ///
  /// - Returns: false when no monitor has this key.
  public func ping(_ key: String, _ kind: Ping.Kind, exit: Int? = nil, body: [UInt8], from address: String) throws
    -> Bool
  {
    let now = clock.now()
    let ping = Ping(kind, exit: exit, body: Self.kept(body), at: now, address: address)
    return try storage.write { writer in
      guard let monitor = try writer.monitor(key: key) else { return false }
      let verdict = MonitorWatch.heard(
        ping, by: monitor, expected: (try? MonitorTimes(monitor.spec))?.next ?? { _ in nil })
      try self.write(verdict, with: writer, at: now)
      return true
    }
  }

  /// A monitor whose patience has ended.
  ///
  /// - Returns: whether this process did it; another may have, or a ping came in between.
  func miss(_ monitor: Monitor) throws -> Bool {
    let now = clock.now()
    return try storage.write { writer in
      guard let current = try writer.monitor(monitor.id, tenant: monitor.tenant), current.epoch == monitor.epoch else {
        return false
      }
      try self.write(MonitorWatch.missed(by: current, at: now), with: writer, at: now)
      return true
    }
  }

  private func write(_ verdict: MonitorWatch.Verdict, with writer: any StorageWriter, at now: Instant) throws {
    guard try writer.updateMonitor(verdict.monitor) else {
      throw InvariantViolation("the monitor \(verdict.monitor.id) changed inside of a transaction")
    }
    if let ping = verdict.ping { try writer.insertPing(ping, of: verdict.monitor.id) }
    try AlertBook(tenant: verdict.monitor.tenant, writer: writer, identifiers: identifiers, now: now)
      .apply(verdict.alerts)
  }

  /// The end of what was sent, since a job's last lines say what went wrong; nil for nothing. What is no UTF-8 is shown as
  /// far as it is.
  private static func kept(_ body: [UInt8]) -> String? {
    guard !body.isEmpty else { return nil }
    let text = String(decoding: body.suffix(Ping.longestBody), as: UTF8.self)
    return body.count > Ping.longestBody ? "… \(text)" : text
  }
}
