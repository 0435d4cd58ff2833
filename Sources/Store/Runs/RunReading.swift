public import Engine

/// Looking at runs. Who asks for a person gives the person's tenant; without one, for the engine's own use, any run is
/// found.
public protocol RunReading {
  func run(_ id: RunID, tenant: TenantID?) throws -> Run?

  /// Newest first.
  func runs(_ filter: RunFilter, page: PageRequest) throws -> Page<RunSummary>

  /// In the order in which they were entered; without inputs and outputs.
  func steps(of run: RunID, page: PageRequest) throws -> Page<StepSummary>

  func step(_ id: StepID, of run: RunID) throws -> Step?

  /// The attempts that are over while the step went on, first to last.
  func attempts(of step: StepID, in run: RunID) throws -> [AttemptRecord]

  /// What each attempt printed, first to last.
  func logs(of step: StepID, in run: RunID) throws -> [AttemptLog]

  /// What wakes the run, soonest first.
  func timers(of run: RunID) throws -> [Timer]

  /// Signals that no state has taken yet, oldest first.
  func signals(of run: RunID) throws -> [KeptSignal]
}

extension RunReading {
  public func run(_ id: RunID) throws -> Run? { try run(id, tenant: nil) }
}

/// Which runs a list shows. Every condition that is given must hold.
public struct RunFilter: Hashable, Sendable {
  public var tenant: TenantID
  public var workflow: WorkflowID?
  /// Any of these; empty means all.
  public var statuses: Set<RunStatus> = []
  /// `key` and `value` of a label that the run has.
  public var label: Label?
  /// Started by this schedule: its instants, backfills, and people who triggered it.
  public var schedule: ScheduleID?
  /// Created at or after.
  public var since: Instant?
  /// Created before.
  public var until: Instant?

  public init(tenant: TenantID, workflow: WorkflowID? = nil, statuses: Set<RunStatus> = []) {
    self.tenant = tenant
    self.workflow = workflow
    self.statuses = statuses
  }

  /// A label's value as text, as it is shown and searched: `3`, `true`, `prod`.
  public struct Label: Hashable, Sendable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }
}
