public import Engine
public import JSON
public import Store

extension LedgerEntry {
  /// `{first, last, count, outcome, runId, reason, backfillId, decidedAt, firedAt, releaseAt}`: a slot is one moment,
  /// a span some in a row for which the same holds.
  public var json: JSONValue {
    switch self {
    case .slot(let slot): slot.json
    case .span(let span): span.json
    }
  }
}

extension ScheduleSlot {
  fileprivate var json: JSONValue {
    [
      "first": .moment(instant), "last": .moment(instant), "count": 1, "outcome": .string(status.rawValue),
      "runId": .text(run?.rawValue), "reason": .text(reason), "backfillId": .text(backfill?.rawValue),
      "decidedAt": .moment(decidedAt), "firedAt": .moment(firedAt), "releaseAt": .moment(releaseAt),
    ]
  }
}

extension ScheduleSpan {
  fileprivate var json: JSONValue {
    [
      "first": .moment(first), "last": .moment(last), "count": .integer(Int64(count)),
      "outcome": .string(outcome.rawValue), "runId": .null, "reason": .text(reason), "backfillId": .null,
      "decidedAt": .moment(decidedAt), "firedAt": .null, "releaseAt": .null,
    ]
  }
}

extension Backfill {
  /// As the API and the command line show it.
  public var json: JSONValue {
    [
      "id": .string(id.rawValue), "scheduleId": .string(schedule.rawValue), "from": .moment(from), "to": .moment(to),
      "overlap": .string(overlap.rawValue), "spacingSeconds": .double(spacing.seconds),
      "status": .string(status.rawValue), "total": .integer(Int64(total)), "fired": .integer(Int64(fired)),
      "failed": .integer(Int64(failed)), "lastError": .text(lastError), "createdAt": .moment(createdAt),
      "createdBy": .string(createdBy.rawValue), "finishedAt": .moment(finishedAt),
    ]
  }
}

extension CalendarRecord {
  /// As the API and the command line show it.
  public var json: JSONValue {
    [
      "name": .string(name), "definition": definition, "version": .integer(version), "createdAt": .moment(createdAt),
      "updatedAt": .moment(updatedAt), "updatedBy": .string(updatedBy.rawValue),
    ]
  }
}
