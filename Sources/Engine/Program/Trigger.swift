public import JSON

/// What starts a run of a workflow without anybody asking: an event of a type, or whatever comes by a webhook.
public struct Trigger: Sendable {
  /// Unique in the definition. An event starts one run for each trigger, however often it is brought.
  public var name: String
  public var source: Source
  /// Which of the events start a run; nil: all.
  public var condition: Condition?
  /// The run's input; nil: the event's payload.
  public var input: Template?

  public init(_ source: Source, name: String? = nil, condition: Condition? = nil, input: Template? = nil) {
    self.name = name ?? source.words
    self.source = source
    self.condition = condition
    self.input = input
  }

  public enum Source: Hashable, Sendable {
    /// Events of this type, wherever they come from.
    case event(String)
    /// What comes by the webhook of this name, whatever its type.
    case webhook(String)

    /// `order.paid`, `webhook github`
    public var words: String {
      switch self {
      case .event(let type): type
      case .webhook(let name): "webhook \(name)"
      }
    }
  }

  /// What a trigger says to an event.
  public enum Answer: Hashable, Sendable {
    case start(JSONObject)
    /// Its `if` is false.
    case passedOver
    /// It can't make an input of the event.
    case refused(RunError)
  }
}

extension Trigger {
  /// Looks at an event. Whether the input fits the workflow's schema is not asked here.
  ///
  /// - Parameters:
  ///   - webhook: the name of the webhook by which the event came.
  ///   - config: the tenant's plain settings.
  public func answer(to event: PublishedEvent, webhook: String?, config: JSONObject) -> Answer {
    var seen = Message(event).json.objectValue ?? [:]
    seen["webhook"] = webhook.map(JSONValue.string) ?? .null
    var scope = DataScope(context: [:], now: event.at, config: config, locals: ["event": .object(seen)])
    scope.uuidSeed = "\(event.id)/\(name)"
    do throws(RunError) {
      if let condition, try !condition.isTrue(in: scope) { return .passedOver }
      return .start(try input(of: event, scope))
    } catch {
      return .refused(error)
    }
  }

  private func input(of event: PublishedEvent, _ scope: DataScope) throws(RunError) -> JSONObject {
    let value = try input?.render(in: scope) ?? event.payload
    switch value {
    case .object(let object): return object
    case .null where input == nil: return [:]
    case .null, .bool, .integer, .double, .string, .array:
      let what = input == nil ? "the payload" : "the trigger's input"
      throw RunError(
        .validation,
        "\(what) is \(value.article) \(value.typeName), and a run's is an object; map it with the trigger's `input`"
      )
    }
  }
}
