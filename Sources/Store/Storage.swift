/// Where runs, workflows and people are kept: the boundary that every database stands behind.
///
/// All calls block, so they belong on threads, never inside a `Task`. Every call throws ``StorageError`` when the
/// database itself fails, and `InvariantViolation` when what is stored contradicts what must hold.
public protocol Storage: Sendable {
  /// Runs `body` on one consistent state of the database. Threads read side by side.
  func read<Value>(_ body: (any StorageReader) throws -> Value) throws -> Value

  /// Runs `body` in the one transaction that may write at a time, and commits it; what it throws rolls everything back.
  /// Nothing slow belongs inside: every other writer of every process waits.
  @discardableResult
  func write<Value>(_ body: (any StorageWriter) throws -> Value) throws -> Value

  /// A number that changes when another connection or process has committed: a cheap "look again?". Only comparing it
  /// with an earlier answer of the same process means anything.
  var dataVersion: Int64 { get throws }

  /// Moves what was written into the main file; the tick does so when it ends, writers when it grew large.
  func checkpoint() throws

  /// When tokens and sessions were last used; kept apart, so that reading never writes.
  var presence: any PresenceBook { get }
}

/// Everything that can be asked.
public protocol StorageReader: WorkflowReading, AgentReading, SourceReading, RunReading, SnapshotReading,
  HistoryReading, DataReading, EventReading, ApprovalReading, QueueReading, StatisticsReading, UserReading,
  SessionReading, TokenReading, IdempotencyReading, WorkerReading, TickReading, SettingReading, InboundEventReading,
  EndpointReading, DeliveryReading, ScheduleReading, LedgerReading,
  EventMatchReading, WebhookReading, HeartbeatReading, MonitorReading, AlertReading,
  ConcurrencyReading
{}

/// Everything that can be changed. A writer sees what it has written.
public protocol StorageWriter: StorageReader, WorkflowWriting, AgentWriting, SourceWriting, RunWriting, HistoryWriting,
  DataWriting, QueueWriting, UserWriting, SessionWriting, TokenWriting, IdempotencyWriting, WorkerWriting, TickWriting,
  SettingWriting, InboundEventWriting, OutboxWriting, EndpointWriting, DeliveryWriting,
  ScheduleWriting, LedgerWriting,
  EventMatchWriting, WebhookWriting, HeartbeatWriting, MonitorWriting, AlertWriting,
  ConcurrencyWriting
{
  /// Runs `body` so that what it throws undoes only what it wrote; the transaction goes on.
  @discardableResult
  func savepoint<Value>(_ body: () throws -> Value) throws -> Value
}
