public import JSON

/// What an expression of one state can see: language.md, "Names in an expression".
public struct DataScope: Sendable {
  /// `ctx`: the frame's view of the context.
  public var context: JSONObject
  /// `input` (and `workflow.input`): the run's input.
  public var input: JSONObject
  public var vars: JSONObject
  /// `workflow`: `id`, `revision`, `input`.
  public var workflow: JSONObject
  /// `run`: `id`, `startedAt`, `trigger`, `labels`.
  public var run: JSONObject
  /// `now`: the decision's time, so that a replay sees the same.
  public var now: Instant
  /// `config`: the tenant's plain settings.
  public var config: JSONObject
  /// What `uuid(name)` follows from: different for each evaluation, the same in a replay.
  public var uuidSeed: String?
  /// `error`, in handlers only.
  public var error: JSONValue?
  /// Loop names.
  public var locals: JSONObject
  /// In a switch: what `dataPath` names. Its fields are names, then `result`, `_value` and `val` mean the whole.
  public var switchData: JSONValue?
  /// In `output`: the value that was performed, as `result` and as the root of `$.`.
  public var result: JSONValue?

  public init(
    context: JSONObject, input: JSONObject = [:], vars: JSONObject = [:], workflow: JSONObject = [:],
    run: JSONObject = [:], now: Instant, config: JSONObject = [:], locals: JSONObject = [:]
  ) {
    self.context = context
    self.input = input
    self.vars = vars
    self.workflow = workflow
    self.run = run
    self.now = now
    self.config = config
    self.locals = locals
  }
}
