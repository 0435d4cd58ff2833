import JSON

/// The languages that definitions are written in. All of them become the same kind of program.
public enum DefinitionDialect: String, Sendable, CaseIterable {
  /// The language of the documentation.
  case states
  /// Tasks that start each other by transitions.
  case tasks
  /// The gateway's list of steps.
  case steps

  /// By the shape of the document: which list it has.
  init(of object: JSONObject) {
    if object["states"] != nil || object["definition"] != nil {
      self = .states
    } else if object["tasks"] != nil {
      self = .tasks
    } else if object["steps"] != nil {
      self = .steps
    } else {
      self = .states
    }
  }
}
