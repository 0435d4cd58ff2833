public import Engine
public import JSON

/// What is published: a definition's text, and what was read from it.
public struct RevisionContent: Hashable, Sendable {
  public var tenant: TenantID
  public var workflow: WorkflowID
  /// The hash of the definition's content.
  public var hash: String
  /// The text as it was given.
  public var source: String
  /// `yaml` or `json`.
  public var format: String
  public var dialect: String
  public var name: String?
  public var description: String?
  public var version: String?
  public var inputSchema: JSONValue?
  public var outputSchema: JSONValue?
  /// What it listens to; only writing needs them, so that what is read has none.
  public var triggers: [ListedTrigger] = []
  public var publishedAt: Instant
  public var publishedBy: Actor
  public var note: String?

  public init(
    tenant: TenantID, workflow: WorkflowID, hash: String, source: String, format: String,
    dialect: String = "escapement", name: String? = nil, description: String? = nil, version: String? = nil,
    inputSchema: JSONValue? = nil, outputSchema: JSONValue? = nil, publishedAt: Instant, publishedBy: Actor,
    note: String? = nil
  ) {
    self.tenant = tenant
    self.workflow = workflow
    self.hash = hash
    self.source = source
    self.format = format
    self.dialect = dialect
    self.name = name
    self.description = description
    self.version = version
    self.inputSchema = inputSchema
    self.outputSchema = outputSchema
    self.publishedAt = publishedAt
    self.publishedBy = publishedBy
    self.note = note
  }
}

/// One published state of a workflow; it never changes.
public struct Revision: Hashable, Sendable {
  public var number: Int
  public var content: RevisionContent

  public init(number: Int, content: RevisionContent) {
    self.number = number
    self.content = content
  }
}

/// A revision as lists show it.
public struct RevisionSummary: Hashable, Sendable {
  public var number: Int
  public var hash: String
  public var version: String?
  public var publishedAt: Instant
  public var publishedBy: Actor
  public var note: String?
}
