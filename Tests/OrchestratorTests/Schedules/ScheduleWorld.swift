import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

extension World {
  /// A workflow that takes a region.
  static let report = """
    id: report
    inputSchema:
      type: object
      required: [region]
      properties:
        region: {type: string, maxLength: 8}
        copies: {type: integer, default: 1}
    states:
      - {name: write, type: inject, data: {written: "{{ input.region }}"}, end: true}
    """

  /// The text of a schedule of ``report``.
  static func schedule(_ name: String = "Nightly", _ lines: String = "cron: 30 2 * * *") -> String {
    "name: \(name)\nworkflowId: report\npayload: {region: eu}\n" + lines
  }

  @discardableResult
  func schedule(_ name: String = "Nightly", _ lines: String = "cron: 30 2 * * *") throws -> Schedule {
    try installation.createSchedule(DefinitionText(Self.schedule(name, lines), named: "request"), by: admin).schedule
  }

  func edit(_ schedule: Schedule, _ text: String, replaySince: Instant? = nil) throws -> Schedule {
    try installation.updateSchedule(
      ScheduleUpdate(schedule: schedule.id, replaySince: replaySince), with: DefinitionText(text, named: "request"),
      by: admin)
  }

  func load(_ id: ScheduleID) throws -> Schedule {
    try #require(try installation.storage.read { try $0.schedule(id, tenant: .standard) })
  }

  func ledger(of id: ScheduleID) throws -> [LedgerEntry] {
    try installation.storage.read { try $0.ledger(of: id, page: PageRequest(limit: 200)) }.items
  }

  /// The error with which an operation is refused; an issue is recorded when it isn't.
  func refusal(_ body: () throws -> Void) -> OperationError? {
    do { try body() } catch let error as OperationError { return error } catch {
      Issue.record("\(error)")
      return nil
    }
    Issue.record("it was not refused")
    return nil
  }

  /// Expects that an operation is refused in this way.
  func refuses(
    _ kind: OperationError.Kind, at paths: [String]? = nil, saying words: String = "", _ body: () throws -> Void
  ) {
    let error = refusal(body)
    #expect(error?.kind == kind)
    if let paths { #expect(error?.issues.map(\.path) == paths) }
    if !words.isEmpty { #expect(error?.message.contains(words) == true) }
  }
}
