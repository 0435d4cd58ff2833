public import Engine

/// The processes that perform steps.
public protocol WorkerReading {
  /// Oldest first.
  func workers() throws -> [WorkerRecord]
}

public protocol WorkerWriting {
  /// Written after the worker has locked its file.
  func insertWorker(_ worker: WorkerRecord) throws

  /// A draining worker claims no more and needs no slot. False when somebody has declared the worker dead.
  @discardableResult
  func setWorker(_ id: WorkerID, draining: Bool) throws -> Bool

  /// Refused with `InvariantViolation` while the worker holds leases: they would never be rescued.
  func deleteWorker(_ id: WorkerID) throws
}

public struct WorkerRecord: Hashable, Sendable {
  public var id: WorkerID
  public var host: String
  public var processID: Int32
  /// When the process began, in the system's ticks since boot: tells two processes of the same number apart.
  public var processStart: Int64
  public var startedAt: Instant
  public var isDraining: Bool

  public init(
    id: WorkerID, host: String, processID: Int32, processStart: Int64, startedAt: Instant, isDraining: Bool = false
  ) {
    self.id = id
    self.host = host
    self.processID = processID
    self.processStart = processStart
    self.startedAt = startedAt
    self.isDraining = isDraining
  }
}
