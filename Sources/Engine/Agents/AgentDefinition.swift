public import JSON

/// A named, versioned thing that a step can run, as its file declares it.
public struct AgentDefinition: Sendable {
  public var id: AgentID
  /// The author's label, as written.
  public var version: String?
  public var description: String?
  public var kind: Kind
  /// JSON Schema of what it takes; without one it takes what the step gives it.
  public var inputSchema: JSONValue?
  /// JSON Schema of what it answers.
  public var outputSchema: JSONValue?
  /// Bounds one attempt of a step that names no timeout itself.
  public var timeout: TimeSpan?
  public var bounds = AgentBounds.none
  /// SHA-256 (hex) of the definition's canonical JSON; recorded with each attempt.
  public var hash: String
  /// The text that it was read from.
  public var source: String

  public init(
    id: AgentID, version: String? = nil, description: String? = nil, kind: Kind, inputSchema: JSONValue? = nil,
    outputSchema: JSONValue? = nil, timeout: TimeSpan? = nil, hash: String, source: String
  ) {
    self.id = id
    self.version = version
    self.description = description
    self.kind = kind
    self.inputSchema = inputSchema
    self.outputSchema = outputSchema
    self.timeout = timeout
    self.hash = hash
    self.source = source
  }

  /// What performs it.
  public enum Kind: Sendable {
    /// A program on the host.
    case command(CommandSpec)
    /// Succeeds with its input.
    case noop
    /// Reads or changes the tenant's data store; the engine's own work, with no process and no thread.
    case store(StoreAction)

    public var name: String {
      switch self {
      case .command: "command"
      case .noop: "noop"
      case .store: "store"
      }
    }
  }
}
