public import JSON

/// What a simulated run did.
public struct SimulationReport: Sendable {
  public var status: RunStatus
  public var output: JSONValue?
  public var error: RunError?
  /// Every visit in order, with its place as people see it: `deploy`, `checks/dns/lookup`, `poll[2]/ask`.
  public var visits: [Visit] = []
  /// What agents, actions and other workflows were asked, in order.
  public var calls: [Call] = []
  /// What the simulation did in the world's stead: decided, slept, sent.
  public var notes: [Note] = []
  /// Why it could not go on; nil when the run came to its end.
  public var stuck: String?
  /// How long the run would have waited for clocks.
  public var elapsed = TimeSpan(milliseconds: 0)

  public struct Visit: Hashable, Sendable {
    public var path: String
    public var type: StateType
    /// In the run's own block, not inside a composite.
    public var isOutermost: Bool
  }

  public struct Note: Hashable, Sendable {
    public var path: String
    public var text: String
  }

  /// The states of the run's own block, in the order in which they were entered.
  public var path: [String] { visits.filter(\.isOutermost).map(\.path) }

  /// `{status, output?, error?, path, visits, calls, notes, stuck?, elapsedSeconds}`
  public var json: JSONValue {
    var object: JSONObject = ["status": .string(status.rawValue)]
    object["output"] = output
    object["error"] = error?.json
    object["path"] = .array(path.map(JSONValue.string))
    object["visits"] = .array(visits.map { ["path": .string($0.path), "type": .string($0.type.rawValue)] })
    object["calls"] = .array(calls.map(\.json))
    object["notes"] = .array(notes.map { ["path": .string($0.path), "text": .string($0.text)] })
    object["stuck"] = stuck.map(JSONValue.string)
    object["elapsedSeconds"] = .double(Double(elapsed.milliseconds) / 1_000)
    return .object(object)
  }
}
