public import Engine
import Logging
import Store
import Synchronization

/// One tick process: it claims steps, reports their outcomes, and looks after timers, stimuli and the dead.
///
/// A worker takes the lock of a file with a random name that is never used again, and then inserts its row. A rescuer
/// takes the lock, rescues the leases, deletes the row, and then unlinks the file. So a row without a lock holder is
/// dead, for certain and at once, and a live worker is never robbed however slow it is.
public final class Worker: Sendable {
  public let id: WorkerID
  let installation: Installation
  let advancer: Advancer
  let file: WorkerFile
  let startedAt: Instant
  /// When the rate of an agent lets one of its queued steps be begun, as the last claim saw it.
  private let seenOpening = Mutex<Instant?>(nil)

  /// Nil when no step waits for a rate.
  public var opening: Instant? { seenOpening.withLock { $0 } }

  func waitForOpening(_ opening: Instant?) { seenOpening.withLock { $0 = opening } }

  private init(id: WorkerID, installation: Installation, file: WorkerFile, startedAt: Instant) {
    self.id = id
    self.installation = installation
    self.file = file
    self.startedAt = startedAt
    advancer = Advancer(installation, witness: file)
  }

  /// Makes the process a worker that claims.
  ///
  /// The dead are rescued first, so that they hold no slot.
  ///
  /// - Returns: nil when as many workers as `maxTicks` allows are claiming already.
  public static func begin(_ installation: Installation) throws -> (worker: Worker, rescued: Int)? {
    let worker = try make(installation)
    let rescued = try worker.rescueDead()
    let record = worker.record
    let hasSlot = try installation.storage.write { writer in
      let claiming = try writer.workers().filter { !$0.isDraining }.count
      guard claiming < installation.configuration.maxTicks else { return false }
      try writer.insertWorker(record)
      try writer.recordTick(TickRecord(worker: worker.id, host: record.host, startedAt: worker.startedAt))
      return true
    }
    guard hasSlot else {
      worker.file.remove()
      return nil
    }
    return (worker, rescued)
  }

  private static func make(_ installation: Installation) throws -> Worker {
    for _ in 0..<8 {
      let now = installation.clock.now()
      let id = WorkerID(rawValue: installation.identifiers.ulid(at: now))
      if let file = try WorkerFile.make(at: path(of: id, in: installation)) {
        return Worker(id: id, installation: installation, file: file, startedAt: now)
      }
    }
    throw StartupError(.files, "no lock file could be made in \(installation.directory.workers)")
  }

  static func path(of id: WorkerID, in installation: Installation) -> String {
    installation.directory.workers + "/\(id).lock"
  }

  private var record: WorkerRecord {
    let process = HostProcess.current
    return WorkerRecord(
      id: id, host: HostProcess.hostName, processID: process.id, processStart: process.start, startedAt: startedAt)
  }

  /// Stops claiming for good and frees the slot; what is being performed goes on.
  public func drain() throws {
    _ = try installation.storage.write { try $0.setWorker(self.id, draining: true) }
  }

  /// The worker has nothing in hand any more. What it did goes into the list of ticks, in the same commit.
  ///
  /// - Parameter findings: what was wrong with schedules.
  public func end(_ tally: TickTally = TickTally(), findings: [String] = []) throws {
    let record = tickRecord(tally, findings: findings)
    try installation.storage.write { writer in
      try writer.releaseSteps(try writer.leases(of: self.id))
      try writer.releaseDeliveries(of: self.id)
      try writer.recordTick(record)
      try writer.deleteWorker(self.id)
    }
    file.remove()
  }
}
