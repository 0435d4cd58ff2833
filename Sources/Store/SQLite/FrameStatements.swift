import Engine
import JSON

enum FrameStatements: Statements {
  case insert
  case update
  case confirm
  case live
  case finished
  case load

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO frames (run, id, owner, parent, path, kind, block, status, state, state_as_of, result, error)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .update:
      "UPDATE frames SET status = ?3, state = ?4, state_as_of = ?5, result = ?6, error = ?7 WHERE run = ?1 AND id = ?2"
    case .confirm:
      "UPDATE frames SET state_as_of = ?3 WHERE run = ?1 AND id = ?2"
    case .live:
      """
      SELECT run, id, owner, parent, path, kind, block, status, state, state_as_of, result, error
      FROM frames WHERE run = ? AND status = 'LIVE'
      """
    case .finished:
      """
      SELECT run, id, owner, parent, path, kind, block, status, state, state_as_of, result, error
      FROM frames WHERE run = ? AND owner = ? AND status <> 'LIVE' ORDER BY seq
      """
    case .load:
      """
      SELECT run, id, owner, parent, path, kind, block, status, state, state_as_of, result, error
      FROM frames WHERE run = ? AND id = ?
      """
    }
  }
}

extension SQLiteTransaction {
  func insertFrame(_ frame: Frame) throws {
    try connection.execute(
      FrameStatements.insert.sql, frame.run, frame.id, frame.owner, frame.parent, frame.path, frame.kind.text,
      frame.block, frame.status, try column(frame.state.json), frame.stateAsOf, try column(frame.result),
      try column(frame.error))
  }

  func updateFrame(_ frame: Frame) throws {
    let changed = try connection.execute(
      FrameStatements.update.sql, frame.run, frame.id, frame.status, try column(frame.state.json), frame.stateAsOf,
      try column(frame.result), try column(frame.error))
    guard changed == 1 else { throw InvariantViolation("the frame \(frame.id) to be changed is missing") }
  }

  func confirmFrame(_ id: FrameID, of run: RunID, asOf event: Int64) throws {
    let changed = try connection.execute(FrameStatements.confirm.sql, run, id, event)
    guard changed == 1 else { throw InvariantViolation("the frame \(id) to be confirmed is missing") }
  }

  func liveFrames(of run: RunID) throws -> [Frame] {
    try connection.all(FrameStatements.live.sql, run) { try frame(from: &$0) }
  }

  func finishedFrames(of step: StepID, in run: RunID) throws -> [Frame] {
    try connection.all(FrameStatements.finished.sql, run, step) { try frame(from: &$0) }
  }

  func frame(_ id: FrameID, of run: RunID) throws -> Frame? {
    try connection.first(FrameStatements.load.sql, run, id) { try frame(from: &$0) }
  }

  func frame(from row: inout Row) throws -> Frame {
    let run: RunID = row.identifier()
    let id: FrameID = row.identifier()
    let owner: StepID? = row.optionalIdentifier()
    let parent: FrameID? = row.optionalIdentifier()
    let path = row.text()
    let kindText = row.text()
    guard let kind = Frame.Kind(text: kindText) else {
      throw InvariantViolation("stored frame kind '\(kindText)' is not one that this version knows")
    }
    let block = row.int()
    let status: FrameStatus = try row.word()
    let state = try FrameState(json: try value(row.text()))
    var frame = Frame(
      id: id, run: run, owner: owner, parent: parent, path: path, kind: kind, block: block, state: state,
      stateAsOf: row.integer())
    frame.status = status
    frame.result = try value(row.optionalText())
    frame.error = try error(row.optionalText())
    return frame
  }
}
