import JSON

/// What one decision changed in one frame.
///
/// A frame's row holds its state as of some event; every later event carries the changes since, and loading a run folds
/// them (``Frame/apply(_:)``). So a step writes no frame row, and a large context is written once in a while
/// (``snapshotInterval``), not once a step.
struct FrameDelta: Hashable, Sendable {
  var frame: FrameID
  var visits: [String: Int] = [:]
  var data: JSONValue?
  var writes: [ContextWrite] = []
  var pending: [Int]?
  var tokens: Int?
  /// Joins whose count changed; zero for those that started.
  var arrivals: [Int: Int] = [:]
  var isDone = false
  var caught: RunError?
  var failing: RunError?

  /// After how many events a run's frames are looked at, and the rows of those written anew that need it.
  static let snapshotInterval: Int64 = 64

  init(frame: FrameID) { self.frame = frame }

  /// Values that are the event's own payload are not written a second time: they are `{"payload": true}` here.
  func json(payload: JSONValue?) -> JSONValue {
    var object: JSONObject = ["id": .string(frame.rawValue)]
    if !visits.isEmpty { object["visits"] = FrameState.visitsJSON(visits) }
    object["data"] = data.map { FrameDelta.slot($0, payload) }
    if !writes.isEmpty {
      object["writes"] = .array(
        writes.map { [.array($0.path.map(JSONValue.string)), FrameDelta.slot($0.value, payload)] })
    }
    object["pending"] = pending.map { FrameState.json(of: $0) }
    object["tokens"] = tokens.map { .integer(Int64($0)) }
    if !arrivals.isEmpty { object["arrivals"] = FrameState.json(of: arrivals) }
    if isDone { object["done"] = true }
    object["caught"] = caught?.json
    object["failing"] = failing?.json
    return .object(object)
  }

  init(json: JSONValue, payload: JSONValue?) throws(InvariantViolation) {
    guard let frame = json["id"]?.stringValue else { throw InvariantViolation("an event's frame change has no id") }
    self.init(frame: FrameID(frame))
    visits = FrameState.visits(of: json["visits"])
    if let slot = json["data"] { data = try FrameDelta.value(slot, payload) }
    for write in json["writes"]?.arrayValue ?? [] {
      guard let path = write[0]?.arrayValue, let slot = write[1] else {
        throw InvariantViolation("an event's context write is not [path, value]")
      }
      writes.append(
        ContextWrite(path: path.compactMap(\.stringValue), value: try FrameDelta.value(slot, payload)))
    }
    pending = json["pending"].map { FrameState.numbers($0) }
    tokens = json["tokens"]?.integerValue.map(Int.init)
    arrivals = FrameState.counts(json["arrivals"])
    isDone = json["done"] == true
    caught = json["caught"].flatMap(RunError.init(json:))
    failing = json["failing"].flatMap(RunError.init(json:))
  }

  private static func slot(_ value: JSONValue, _ payload: JSONValue?) -> JSONValue {
    payload == value ? ["payload": true] : ["value": value]
  }

  private static func value(_ slot: JSONValue, _ payload: JSONValue?) throws(InvariantViolation) -> JSONValue {
    if let value = slot["value"] { return value }
    guard let payload else { throw InvariantViolation("an event refers to a payload that it doesn't have") }
    return payload
  }
}

extension FrameState {
  /// Changes the state as the delta says.
  mutating func apply(_ delta: FrameDelta, root: Bool) throws(InvariantViolation) {
    visits.merge(delta.visits) { _, new in new }
    if let data = delta.data { self.data = data }
    for write in delta.writes {
      do { try store(write, root: root) } catch { throw InvariantViolation(error.message) }
    }
    if let pending = delta.pending { self.pending = pending }
    if let tokens = delta.tokens { self.tokens = tokens }
    for (node, count) in delta.arrivals { arrivals[node] = count == 0 ? nil : count }
    if delta.isDone { isDone = true }
    if let caught = delta.caught { self.caught = caught }
    if let failing = delta.failing { self.failing = failing }
  }
}

extension Frame {
  /// Brings a stored frame up to a later event of its run. Events up to ``stateAsOf`` and those that don't touch the
  /// frame change nothing.
  public mutating func apply(_ event: Event) throws(InvariantViolation) {
    guard event.number > stateAsOf else { return }
    for json in event.detail["frames"]?.arrayValue ?? [] where json["id"]?.stringValue == id.rawValue {
      try state.apply(try FrameDelta(json: json, payload: event.payload), root: kind == .root)
      changedAt = event.number
    }
  }
}
