import Engine
import GRDBSQLite

/// A value that a statement takes as a parameter.
protocol Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension String: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bytes in
      // An empty buffer may have no address, which SQLite would take for NULL.
      guard let base = bytes.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, copied) }
      return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        sqlite3_bind_text64(statement, index, $0, UInt64(bytes.count), copied, UInt8(SQLITE_UTF8))
      }
    }
  }
}

/// `SQLITE_TRANSIENT`: SQLite copies the bytes before the call returns. The C macro is a cast that Swift doesn't import.
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

extension Int64: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { sqlite3_bind_int64(statement, index, self) }
}

extension Int: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { sqlite3_bind_int64(statement, index, Int64(self)) }
}

extension Bool: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { sqlite3_bind_int(statement, index, self ? 1 : 0) }
}

extension Optional: Bindable where Wrapped: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .some(let value): value.bind(to: statement, at: index)
    case .none: sqlite3_bind_null(statement, index)
    }
  }
}

extension Instant: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { milliseconds.bind(to: statement, at: index) }
}

extension TimeSpan: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { milliseconds.bind(to: statement, at: index) }
}

/// Identifiers and statuses are bound as their texts.
extension Bindable where Self: RawRepresentable, RawValue == String {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { rawValue.bind(to: statement, at: index) }
}

extension TenantID: Bindable {}
extension WorkflowID: Bindable {}
extension RunID: Bindable {}
extension StepID: Bindable {}
extension FrameID: Bindable {}
extension ApprovalID: Bindable {}
extension AgentID: Bindable {}
extension WorkerID: Bindable {}
extension EndpointID: Bindable {}
extension Actor: Bindable {}
extension RunStatus: Bindable {}
extension StepStatus: Bindable {}
extension FrameStatus: Bindable {}
extension ApprovalStatus: Bindable {}
extension StateType: Bindable {}
extension EventType: Bindable {}
extension Timer.Kind: Bindable {}
extension Run.Cancellation.Policy: Bindable {}
extension SyncedSource.Kind: Bindable {}
extension Endpoint.Kind: Bindable {}
extension Endpoint.Origin: Bindable {}
extension DeliveryStatus: Bindable {}
extension EventMatch.Kind: Bindable {}
extension EventMatch.Outcome: Bindable {}
extension WebhookRequest.Outcome: Bindable {}

extension ScheduleID: Bindable {}
extension BackfillID: Bindable {}
extension ScheduleTiming.Kind: Bindable {}
extension ScheduleStatus: Bindable {}
extension Schedule.Failure.Kind: Bindable {}
extension ScheduleSlot.Status: Bindable {}
extension ScheduleSpan.Outcome: Bindable {}
extension Backfill.Overlap: Bindable {}
extension Backfill.Status: Bindable {}
extension HeartbeatID: Bindable {}
extension BeatID: Bindable {}
extension BeatOutcome: Bindable {}
extension BeatResult.Cause: Bindable {}
extension MonitorID: Bindable {}
extension Monitor.Status: Bindable {}
extension Ping.Kind: Bindable {}
extension AlertID: Bindable {}
extension AlertNotice.Kind: Bindable {}
