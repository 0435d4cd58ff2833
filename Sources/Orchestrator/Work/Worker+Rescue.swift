import Engine
import Logging
import Store

extension Worker {
  /// Gives the steps of dead workers back, at once: no lease has to expire on one host.
  ///
  /// Workers that live but have let their leases expire by more than `hungAfter` are stopped or hung; they are killed
  /// first, and found dead by this or the next call.
  ///
  /// - Returns: how many leases were rescued.
  @discardableResult
  public func rescueDead() throws -> Int {
    try killHung()
    var rescued = 0
    for record in try installation.storage.read({ try $0.workers() }) where record.id != id {
      switch WorkerFile.examine(Worker.path(of: record.id, in: installation)) {
      case .alive:
        continue
      case .dead(let remains):
        if let schedule = remains.decidedSchedule { try suspect(schedule) }
        rescued += try rescue(record, deciding: remains.decidedRun)
        remains.remove()
      case .missing:
        // Without its file a worker can't be examined; its process can.
        guard !record.process.isAlive else { continue }
        rescued += try rescue(record, deciding: nil)
      }
    }
    try removeStrayFiles()
    return rescued
  }

  private func rescue(_ record: WorkerRecord, deciding run: RunID?) throws -> Int {
    if let run { try suspect(run, after: record) }
    let leases = try installation.storage.read { try $0.leases(of: record.id) }
    let advances = leases.compactMap { step in
      step.lease.map { Advance(run: step.run, stimulus: .leaseLost(step.id, $0)) }
    }
    if !advances.isEmpty {
      installation.logger.warning(
        "worker died with work in hand",
        metadata: ["worker": "\(record.id)", "pid": "\(record.processID)", "steps": "\(advances.count)"])
    }
    _ = try advancer.advance(advances)
    try installation.storage.write { writer in
      try writer.releaseDeliveries(of: record.id)
      try writer.deleteWorker(record.id)
    }
    return advances.count
  }

  /// A run that two workers in a row died deciding, without its having moved in between, is poison.
  private func suspect(_ run: RunID, after record: WorkerRecord) throws {
    let name = "suspect:\(run)"
    let now = installation.clock.now()
    try installation.storage.write { writer in
      guard let version = try writer.version(of: run) else { return }
      let mark = "\(version)"
      if try writer.setting(name) == mark {
        try writer.quarantine(run, reason: "two workers died while deciding this run", at: now)
        try writer.setSetting(name, to: nil)
      } else {
        try writer.setSetting(name, to: mark)
      }
    }
  }

  /// The same for schedules.
  private func suspect(_ id: ScheduleID) throws {
    let name = "suspect:schedule:\(id)"
    try installation.storage.write { writer in
      guard let moves = try writer.moves(of: id) else { return }
      let mark = "\(moves)"
      if try writer.setting(name) == mark {
        try writer.failSchedule(id, Schedule.Failure(.poison, "two ticks died while deciding this schedule; edit it"))
        try writer.setSetting(name, to: nil)
      } else {
        try writer.setSetting(name, to: mark)
      }
    }
  }

  private func killHung() throws {
    let limit = Instant(
      milliseconds: installation.clock.now().milliseconds - installation.configuration.hungAfter.milliseconds)
    let expired = try installation.storage.read { try $0.expiredLeases(at: limit, limit: 100) }
    let owners = Set(expired.compactMap { $0.lease?.owner })
    guard !owners.isEmpty else { return }
    for record in try installation.storage.read({ try $0.workers() })
    where owners.contains(record.id) && record.id != id {
      installation.logger.warning(
        "worker hangs, killing it", metadata: ["worker": "\(record.id)", "pid": "\(record.processID)"])
      record.process.kill()
      record.process.waitUntilGone()
    }
  }

  /// Files whose worker died between making the file and inserting its row.
  private func removeStrayFiles() throws {
    let known = Set(try installation.storage.read { try $0.workers() }.map { "\($0.id).lock" })
    for name in try HostFile.names(in: installation.directory.workers) where name.hasSuffix(".lock") {
      let path = installation.directory.workers + "/" + name
      guard !known.contains(name), path != file.path, case .dead(let remains) = WorkerFile.examine(path) else {
        continue
      }
      remains.remove()
    }
  }
}

extension WorkerRecord {
  var process: HostProcess { HostProcess(id: processID, start: processStart) }
}
