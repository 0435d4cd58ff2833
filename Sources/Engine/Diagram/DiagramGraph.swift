/// What a picture of a workflow shows, before anything has a place: states, the ways between them, and blocks inside of
/// states. It knows nothing of dialects.
public struct DiagramGraph: Hashable, Sendable {
  public var title: String
  public var summary: String?
  public var scope: Scope

  public init(title: String, summary: String? = nil, scope: Scope) {
    self.title = title
    self.summary = summary
    self.scope = scope
  }

  /// Nodes that lead to each other. No edge leaves its scope.
  public struct Scope: Hashable, Sendable {
    public var nodes: [Node]
    public var edges: [Edge]

    public init(nodes: [Node] = [], edges: [Edge] = []) {
      self.nodes = nodes
      self.edges = edges
    }

    /// How many nodes there are, those inside of others included.
    public var count: Int { nodes.reduce(0) { $0 + 1 + ($1.inside?.count ?? 0) } }
  }

  public struct Node: Hashable, Sendable {
    public var kind: Kind
    /// Empty for ``Kind/start`` and ``Kind/end``.
    public var name: String
    /// What else there is to say, a line each.
    public var notes: [String]
    public var inside: Scope?
    /// The state's index in its program.
    public var state: Int?

    public init(_ kind: Kind, name: String, notes: [String] = [], inside: Scope? = nil, state: Int? = nil) {
      self.kind = kind
      self.name = name
      self.notes = notes
      self.inside = inside
      self.state = state
    }
  }

  public enum Kind: Hashable, Sendable {
    case start
    case end
    /// Where errors come from that nothing caught.
    case uncaught
    /// A part of a state: a branch, a handler.
    case part
    /// Stands for a state that is drawn far away; its name is the state's.
    case reference
    case state(StateType)
  }

  public struct Edge: Hashable, Sendable {
    /// Places in the scope's nodes.
    public var from: Int
    public var to: Int
    /// When this way is taken; empty when nothing is asked.
    public var label: String
    public var kind: EdgeKind

    public init(from: Int, to: Int, label: String = "", kind: EdgeKind = .flow) {
      self.from = from
      self.to = to
      self.label = label
      self.kind = kind
    }
  }

  public enum EdgeKind: String, Hashable, Sendable, CaseIterable {
    /// The way on.
    case flow
    /// The way of an error, drawn as dashes.
    case error
    /// The way of a person's no.
    case rejection
    /// The way when the time is up.
    case timeout
  }
}

/// Why there is no picture.
public struct DiagramError: Error, Hashable, CustomStringConvertible {
  public var states: Int

  public var description: String {
    "the workflow has \(states) states and parts, and a picture shows at most \(Self.most); nobody could read it"
  }

  /// Beyond this neither a browser nor a reader gets anywhere.
  public static let most = 12_000
}

extension DiagramGraph {
  func requireDrawable() throws(DiagramError) {
    let count = scope.count
    // Markers and parts come on top of the states that people count.
    guard count <= DiagramError.most * 3 else { throw DiagramError(states: count) }
  }
}
