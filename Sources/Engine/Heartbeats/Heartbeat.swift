/// A heartbeat as it is kept.
public struct Heartbeat: Hashable, Sendable {
  public var id: HeartbeatID
  public var tenant: TenantID
  /// What it does; for one that is read from a file, what the file said when it was last right.
  public var spec: HeartbeatSpec
  /// Where it is read again at each beat; nil for one that was made of fields.
  public var file: String?
  public var isPaused: Bool
  public var nextBeat: Instant
  public var lastBeat: Instant?
  /// The beat that goes on at the moment.
  public var run: RunID?
  /// Grows with everything that begins or ends a beat, so that two ticks begin or end it once.
  public var epoch: Int64
  public var memory: [String: CheckMemory]
  /// Why the file can't be used as it is.
  public var problem: String?
  /// Grows with each edit.
  public var version: Int64
  public var createdAt: Instant
  public var createdBy: Actor
  public var updatedAt: Instant

  public init(
    id: HeartbeatID, tenant: TenantID, spec: HeartbeatSpec, file: String? = nil, nextBeat: Instant, createdBy: Actor,
    at now: Instant
  ) {
    self.id = id
    self.tenant = tenant
    self.spec = spec
    self.file = file
    self.nextBeat = nextBeat
    self.createdBy = createdBy
    isPaused = false
    epoch = 0
    memory = [:]
    version = 1
    createdAt = now
    updatedAt = now
  }

  /// What the checks said last, all together; nil before the first beat.
  public var outcome: BeatOutcome? {
    let known = spec.checks.compactMap { memory[$0]?.last }
    return known.isEmpty ? nil : BeatOutcome.of(known)
  }

  /// The workflow whose runs are its beats.
  public var workflow: WorkflowID { Self.workflow(named: spec.name) }

  public static func workflow(named name: String) -> WorkflowID { WorkflowID(rawValue: "heartbeat.\(name)") }
}
