import Foundation
import GRDB
import Testing

@testable import Store

/// Every statement of the store is known here and understood by SQLite.
struct StatementTests {
  private static let catalogs: [any Statements.Type] = [
    AgentStatements.self, AlertStatements.self, ApprovalStatements.self, AttemptStatements.self,
    BoundedClaimStatements.self,
    BackfillStatements.self, BeatStatements.self,
    CalendarStatements.self, ClaimStatements.self, DataStatements.self,
    DeliveryClaimStatements.self, DeliveryStatements.self, EndpointStatements.self, EventMatchStatements.self,
    EventStatements.self, EventWaitStatements.self, FrameStatements.self, HeartbeatStatements.self,
    HistoryStatements.self, IdempotencyStatements.self, InboundEventStatements.self, MonitorStatements.self,
    OutboxStatements.self, PayloadStatements.self, PingStatements.self, QuarantineStatements.self,
    LedgerEntryStatements.self, LedgerStatements.self, SchedulePayloadStatements.self, ScheduleStatements.self,
    SlotStatements.self,
    RunListStatements.self, RunStatements.self, SessionStatements.self, SettingStatements.self, SignalStatements.self,
    ConcurrencyStatements.self, SourceStatements.self, StatisticsStatements.self, StepStatements.self,
    StimulusStatements.self,
    TickStatements.self, TimerStatements.self, TokenStatements.self, UserStatements.self, WorkerStatements.self,
    WebhookRequestStatements.self, WebhookStatements.self, WorkflowStatements.self, WorkflowTriggerStatements.self,
  ]

  @Test(arguments: catalogs.indices)
  func `SQLite prepares every statement of a catalog`(index: Int) throws {
    let store = try TestStore()
    for sql in Self.catalogs[index].allSQL {
      try store.storage.look { connection in _ = try connection.database.makeStatement(sql: sql) }
    }
  }

  @Test func `no file of statements is left out of this test`() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Store/SQLite").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let declared = try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
      try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        .matches(of: /enum (\w+): Statements/).map { String($0.output.1) }
    }
    #expect(Set(declared) == Set(Self.catalogs.map { "\($0)" }))
  }
}

extension Statements {
  fileprivate static var allSQL: [String] { allCases.map { "\($0.sql.text)" } }
}
