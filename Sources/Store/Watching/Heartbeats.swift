public import Engine

/// Heartbeats and what came out of their beats.
public protocol HeartbeatReading {
  func heartbeat(_ id: HeartbeatID, tenant: TenantID) throws -> Heartbeat?

  func heartbeat(named name: String, tenant: TenantID) throws -> Heartbeat?

  /// By name.
  func heartbeats(tenant: TenantID, page: PageRequest) throws -> Page<Heartbeat>

  /// Those that should beat at or before `now` and don't beat already, of all tenants, the longest due first.
  func dueHeartbeats(at now: Instant, limit: Int) throws -> [Heartbeat]

  /// Those whose beat's run is over or gone, of all tenants.
  func endedHeartbeats(limit: Int) throws -> [Heartbeat]

  /// When the next heart beats or the next monitor's patience ends; nil when nothing is watched.
  func nextWatch() throws -> Instant?

  /// Newest first.
  func beats(of heartbeat: HeartbeatID, page: PageRequest) throws -> Page<BeatResult>

  func beat(_ id: BeatID, of heartbeat: HeartbeatID) throws -> BeatResult?
}

public protocol HeartbeatWriting {
  /// False when the tenant has another of this name.
  func insertHeartbeat(_ heartbeat: Heartbeat) throws -> Bool

  /// Writes everything that can change, and counts the epoch up. False when the row's epoch is another one by now.
  func updateHeartbeat(_ heartbeat: Heartbeat) throws -> Bool

  /// With its results. Its alerts stay.
  func deleteHeartbeat(_ id: HeartbeatID) throws

  /// Keeps the newest thousand of each heartbeat.
  func insertBeat(_ beat: BeatResult) throws
}
