public import Engine

/// What is due, waits to be done, or is overdue. Each answer comes from an index that holds live rows only.
public protocol QueueReading {
  /// Timers whose moment has come, earliest first.
  func dueTimers(at now: Instant, limit: Int) throws -> [Timer]

  /// Stimuli that nobody has brought to their runs yet, oldest first.
  func pendingStimuli(limit: Int) throws -> [QueuedStimulus]

  /// Claimed steps whose deadline was at or before `moment`, earliest first.
  func overdueSteps(at moment: Instant, limit: Int) throws -> [Step]

  /// Claimed steps whose lease expired at or before `moment`: their owners hang, or are gone.
  func expiredLeases(at moment: Instant, limit: Int) throws -> [Step]

  /// What a worker holds.
  func leases(of worker: WorkerID) throws -> [Step]

  /// How many steps wait to be claimed, of all tenants; counted up to 1 000.
  func queuedSteps() throws -> Int

  /// When the next of the agents' queued steps may be begun that their rates hold up: may be past. Nil when no step
  /// waits for a rate.
  func nextOpening(of bounds: [BoundedAgent]) throws -> Instant?

  /// How much of an agent goes on, counted from live rows and from the deliveries that its rate still counts.
  func load(of bounded: BoundedAgent, at now: Instant) throws -> AgentLoad

  /// Steps of a run that wait to be claimed, a few of them, with the agents that they wait for.
  func queuedSteps(of run: RunID) throws -> [(path: String, agent: AgentID)]

  /// The earliest moment at which a timer or a deadline is due; nil when none is.
  func nextDue() throws -> Instant?
}

/// Claiming and giving back.
public protocol QueueWriting {
  /// Makes queued steps RUNNING under the worker's lease: one more epoch, one more delivery, a deadline if they have a
  /// timeout. Tenants take turns; of each the one with the highest rank comes first (``Priority``). Steps of paused runs
  /// are not queued, and steps of bounded agents stay queued while these are at their bounds.
  func claimSteps(_ terms: ClaimTerms) throws -> [Step]

  /// Moves the expiry of all leases of a worker. Returns how many it has.
  @discardableResult
  func renewLeases(of worker: WorkerID, until expiry: Instant) throws -> Int

  /// Gives back steps that were claimed and not begun: queued again, as if this delivery had not been. Steps that the
  /// worker has lost meanwhile are left alone.
  func releaseSteps(_ steps: [Step]) throws

  /// Leaves a stimulus for whoever drains the queue next. Returns its number.
  @discardableResult
  func enqueueStimulus(_ stimulus: Stimulus, for run: RunID, at now: Instant) throws -> Int64

  /// Forgets a stimulus that was brought to its run. False when somebody else did so before.
  @discardableResult
  func deleteStimulus(_ id: Int64) throws -> Bool
}

/// A stimulus on its way to a run.
public struct QueuedStimulus: Hashable, Sendable {
  public var id: Int64
  public var run: RunID
  public var stimulus: Stimulus
  public var at: Instant

  public init(id: Int64, run: RunID, stimulus: Stimulus, at: Instant) {
    self.id = id
    self.run = run
    self.stimulus = stimulus
    self.at = at
  }
}
