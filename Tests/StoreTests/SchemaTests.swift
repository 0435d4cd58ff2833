import Engine
import Foundation
import GRDB
import Testing

@testable import Store

/// What the schema itself refuses, whoever writes.
struct SchemaTests {
  @Test(arguments: [
    "UPDATE events SET at = at + 1", "DELETE FROM events", "UPDATE workflow_revisions SET source = 'x'",
    "UPDATE runs SET finished_at = 1", "UPDATE runs SET status = 'COMPLETED'", "UPDATE runs SET status = 'DONE'",
    "UPDATE steps SET finished_at = 1", "UPDATE steps SET status = 'SUCCEEDED'",
    "UPDATE steps SET lease_owner = 'w', lease_expires_at = 1", "UPDATE steps SET lease_epoch = -1",
    "UPDATE steps SET lease_owner = 'w', status = 'RUNNING'", "UPDATE frames SET status = 'GONE'",
    "DELETE FROM runs", "UPDATE runs SET pruned_at = 1", "INSERT INTO blobs (hash, content) VALUES ('h', x'00')",
    "INSERT INTO events (run, number, tenant, at, type, actor, detail) VALUES ('r1', 1, 'default', 1, 't', 'a', '{}')",
    "INSERT INTO timers (run, step, kind, due_at) VALUES ('r1', '', 'tea', 1)",
    "INSERT INTO timers (run, step, kind, due_at) VALUES ('nobody', '', 'retry', 1)",
  ])
  func `the schema refuses what must not be`(sql: String) throws {
    let store = try TestStore()
    try store.start(.sample("r1"), steps: [.sample("s", of: .sample("r1"))])
    let writer = try store.storage.openWriter()
    let error = #expect(throws: DatabaseError.self) { try writer.exclusively { try $0.execute(sql: sql) } }
    #expect([.SQLITE_CONSTRAINT].contains(error?.resultCode))
  }

  @Test func `events of a run that is marked pruned may go, and their numbers are never given again`() throws {
    let store = try TestStore()
    let run = try store.start(.sample("r1")).run
    try store.apply(.about(run.next(.completed)))
    try store.storage.openWriter().exclusively { database in
      try database.execute(sql: "UPDATE runs SET pruned_at = 1")
      try database.execute(sql: "DELETE FROM events")
    }
    try store.start(.sample("r2"))
    #expect(try store.ask { try $0.lastSequence() } == 3)
  }

  @Test(arguments: [
    ("runs", RunStatus.allCases.map(\.rawValue)), ("steps", StepStatus.allCases.map(\.rawValue)),
    ("frames", FrameStatus.allCases.map(\.rawValue)), ("approvals", ApprovalStatus.allCases.map(\.rawValue)),
    ("timers", Timer.Kind.allCases.map(\.rawValue)), ("runs", Run.Cancellation.Policy.allCases.map(\.rawValue)),
    ("endpoints", Endpoint.Kind.allCases.map(\.rawValue)), ("endpoints", Endpoint.Origin.allCases.map(\.rawValue)),
    ("deliveries", DeliveryStatus.allCases.map(\.rawValue)),
    ("heartbeat_results", BeatOutcome.allCases.map(\.rawValue)),
    ("heartbeat_results", BeatResult.Cause.allCases.map(\.rawValue)),
    ("monitors", Monitor.Status.allCases.map(\.rawValue)), ("monitor_pings", Ping.Kind.allCases.map(\.rawValue)),
    ("alerts", AlertNotice.Kind.allCases.map(\.rawValue)),
    ("rollups", RunStatus.allCases.filter(\.isTerminal).map(\.rawValue)),
    ("event_matches", EventMatch.Kind.allCases.map(\.rawValue)),
    ("event_matches", EventMatch.Outcome.allCases.map(\.rawValue)),
    ("webhook_requests", WebhookRequest.Outcome.allCases.map(\.rawValue)),
    ("attempts", StepStatus.allCases.filter(\.isTerminal).map(\.rawValue)),
    ("schedules", ScheduleTiming.Kind.allCases.map(\.rawValue)),
    ("schedules", Schedule.Failure.Kind.allCases.map(\.rawValue)),
    ("schedule_slots", ScheduleSlot.Status.allCases.map(\.rawValue)),
    ("schedule_spans", ScheduleSpan.Outcome.allCases.map(\.rawValue)),
    ("backfills", Backfill.Overlap.allCases.map(\.rawValue)),
    ("backfills", Backfill.Status.allCases.map(\.rawValue)),
  ])
  func `the schema lists exactly the words that the engine uses`(table: String, words: [String]) throws {
    let store = try TestStore()
    let sql = try store.storage.look { connection in
      try String.fetchOne(connection.database, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [table])
    }
    let lists = try required(sql).matches(of: /IN\s*\(([^)]*)\)/).map { match in
      Set(match.output.1.matches(of: /'([^']*)'/).map { String($0.output.1) })
    }
    #expect(lists.contains(Set(words)))
  }
}
