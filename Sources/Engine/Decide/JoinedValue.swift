import JSON

/// What composites store for their frames, and what they say when too many failed.
extension Node {
  /// - Parameter frames: all that have ended, in the order of their places.
  /// - Throws: a `validation` error when two branches that are to be merged wrote the same place.
  func value(of frames: [Frame], joining step: Step) throws(RunError) -> JSONValue {
    switch kind {
    case .foreach(let foreach): return foreach.value(of: frames, items: step.input?.arrayValue ?? [])
    case .parallel(let parallel): return try parallel.value(of: frames)
    case .operation, .humanApproval, .switch, .inject, .transform, .while, .try, .sleep, .await, .emit, .workflow,
      .fail, .succeed:
      throw step.brokenError
    }
  }
}

extension Foreach {
  func value(of frames: [Frame], items: [JSONValue]) -> JSONValue {
    .array(
      frames.map { frame in
        guard let error = frame.error else { return frame.result ?? .null }
        let index = frame.kind.order
        return ["item": item(index, of: items), "index": .integer(Int64(index)), "error": error.json]
      })
  }

  /// - Parameter last: the iteration whose failure was one too many.
  func failure(_ progress: Step.Progress, last: Frame) -> RunError {
    let most = toleratedFailures ?? 0
    let cause = last.error
    return RunError(
      type: cause?.type ?? RunError.Kind.agentError.rawValue,
      message: "\(progress.failed) of \(progress.total) items failed, and \(most) are tolerated; the last was item "
        + "\(last.kind.order): \(cause?.message ?? "")",
      step: cause?.step, details: ["failed": .integer(Int64(progress.failed)), "tolerated": .integer(Int64(most))],
      cause: cause)
  }
}

extension Parallel {
  func value(of frames: [Frame]) throws(RunError) -> JSONValue {
    let counted = join.onBranchError == .collect ? frames : frames.filter { $0.status == .succeeded }
    switch aggregation {
    case .byName: return .object(JSONObject(counted.map { ($0.kind.name, $0.branchEntry) }))
    case .array: return .array(counted.map(\.branchEntry))
    case .first: return counted.min { $0.isAhead(of: $1) }?.branchEntry ?? .null
    case .merge: return .object(try BranchMerge.merge(counted))
    }
  }

  /// - Parameter last: the branch whose failure put the successes that are needed out of reach.
  func failure(of frames: [Frame], last: Frame) -> RunError {
    let failed = frames.filter { $0.status == .failed }
    let each = failed.map { "\($0.kind.name): \($0.error?.message ?? "")" }.joined(separator: "; ")
    let errors = failed.map { ($0.kind.name, $0.error?.json ?? .null) }
    return RunError(
      type: last.error?.type ?? RunError.Kind.agentError.rawValue, message: outOfReach(failed.count) + each,
      step: last.error?.step, details: ["branches": .object(JSONObject(errors))], cause: last.error)
  }

  private func outOfReach(_ failed: Int) -> String {
    if case .quorum(let count) = join.mode {
      return "\(failed) of \(branches.count) branches failed, and \(count) must succeed: "
    }
    return "all \(branches.count) branches failed: "
  }
}

/// Puts the writes of branches together.
private enum BranchMerge {
  static func merge(_ frames: [Frame]) throws(RunError) -> JSONObject {
    var merged = JSONObject()
    for (index, frame) in frames.enumerated() {
      guard let writes = frame.result?.objectValue else { continue }
      do { try add(writes, to: &merged, at: []) } catch {
        let path = error.path
        let other = frames[..<index].first { $0.writes(at: path) }?.kind.name ?? ""
        throw RunError(
          .validation,
          "the branches '\(other)' and '\(frame.kind.name)' both wrote \(path.joined(separator: ".")), "
            + "so they can't be merged", details: ["path": .string(path.joined(separator: "."))])
      }
    }
    return merged
  }

  private struct Collision: Error { var path: [String] }

  private static func add(_ writes: JSONObject, to merged: inout JSONObject, at path: [String]) throws(Collision) {
    for (key, value) in writes {
      switch (merged[key], value) {
      case (nil, _): merged[key] = value
      case (.object(var inner)?, .object(let added)):
        try add(added, to: &inner, at: path + [key])
        merged[key] = .object(inner)
      case (.some, _): throw Collision(path: path + [key])
      }
    }
  }
}

extension Frame {
  /// A branch's entry: its writes, or `{error}`.
  fileprivate var branchEntry: JSONValue {
    if let error { return ["error": error.json] }
    return result ?? .null
  }

  /// Successes come before errors, then what ended earlier; of what ended in one commit, the branch named first.
  fileprivate func isAhead(of other: Frame) -> Bool {
    let mine = (status == .succeeded ? 0 : 1, stateAsOf, kind.order)
    return mine < (other.status == .succeeded ? 0 : 1, other.stateAsOf, other.kind.order)
  }

  /// Whether the frame's writes touch the place.
  fileprivate func writes(at path: [String]) -> Bool {
    var value = result
    for key in path {
      guard case .object(let object)? = value else { return value != nil }
      guard let member = object[key] else { return false }
      value = member
    }
    return true
  }

  /// What the composite stores for the frame: its writes as an object; an iteration's also say which item it was.
  var entry: JSONObject {
    var entry = JSONObject()
    for write in state.writes { try? entry.set(write.value, at: write.path) }
    guard case .iteration(let index) = kind else { return entry }
    entry["item"] = state.locals["item"] ?? .null
    entry["index"] = .integer(Int64(index))
    return entry
  }
}

extension Frame.Kind {
  var order: Int {
    switch self {
    case .root: 0
    case .branch(let index, _), .iteration(let index), .pass(let index), .handler(let index): index
    case .body(let attempt): attempt
    case .finally: 0
    }
  }

  var name: String {
    if case .branch(_, let name) = self { name } else { "" }
  }
}
