public import Engine

/// Monitors and the pings that they heard.
public protocol MonitorReading {
  func monitor(_ id: MonitorID, tenant: TenantID) throws -> Monitor?

  func monitor(named name: String, tenant: TenantID) throws -> Monitor?

  /// Whose address it is, in any tenant.
  func monitor(key: String) throws -> Monitor?

  /// By name.
  func monitors(tenant: TenantID, page: PageRequest) throws -> Page<Monitor>

  /// Those whose patience ended at or before `now`, of all tenants, the longest waiting first.
  func overdueMonitors(at now: Instant, limit: Int) throws -> [Monitor]

  /// Newest first.
  func pings(of monitor: MonitorID, page: PageRequest) throws -> Page<Ping>
}

public protocol MonitorWriting {
  /// False when the tenant has another of this name.
  func insertMonitor(_ monitor: Monitor) throws -> Bool

  /// Writes everything that can change, and counts the epoch up. False when the row's epoch is another one by now.
  func updateMonitor(_ monitor: Monitor) throws -> Bool

  /// With its pings. Its alerts stay.
  func deleteMonitor(_ id: MonitorID) throws

  /// Keeps the newest two hundred of each monitor.
  func insertPing(_ ping: Ping, of monitor: MonitorID) throws
}
