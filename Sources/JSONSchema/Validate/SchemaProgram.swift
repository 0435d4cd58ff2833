import JSON

/// A compiled schema: nodes that point at each other by index.
struct SchemaProgram: Sendable {
  let root: Int
  let nodes: [SchemaNode]
  /// By anchor's name and resource: where a `$dynamicRef` may lead.
  let dynamicTargets: [String: [Int: Int]]
  /// The same nodes, laid out for the mere question whether a value is valid.
  let quick: QuickNodes

  init(root: Int, nodes: [SchemaNode], dynamicTargets: [String: [Int: Int]]) {
    (self.root, self.nodes, self.dynamicTargets) = (root, nodes, dynamicTargets)
    quick = QuickNodes(nodes)
  }
}

/// One schema.
struct SchemaNode: Sendable {
  let place: SchemaPlace
  /// The resource it belongs to: entering it extends the dynamic scope.
  let resource: Int
  /// In the order in which they are to be asked.
  let keywords: [any Keyword]
  /// The value of `default`.
  let fallback: JSONValue?
  /// Whether it must know which parts of the value were evaluated.
  let needsEvaluated: Bool

  init(place: SchemaPlace, resource: Int, keywords: [any Keyword], fallback: JSONValue? = nil) {
    self.place = place
    self.resource = resource
    self.keywords = keywords
    self.fallback = fallback
    needsEvaluated = keywords.contains { $0.needsEvaluated }
  }
}

/// A keyword, or a few that only make sense together.
protocol Keyword: AnyObject, Sendable {
  /// The values that it may not accept, or has evaluated parts of.
  var kinds: ValueKinds { get }

  /// Whether it accepts the value; if not, it tells the validation why. Marks the parts it has evaluated.
  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool

  /// The schemas it applies to the same value, and which therefore must not lead back here.
  var inPlaceNodes: [Int] { get }

  /// Whether it asks for the parts that others have evaluated.
  var needsEvaluated: Bool { get }

  /// Adds missing members, as far as this keyword's schemas have defaults for them.
  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller)

  /// What it says about values of one kind, for comparing schemas.
  func claim(about kind: ValueKind) -> Claim
}

extension Keyword {
  var kinds: ValueKinds { .all }
  var inPlaceNodes: [Int] { [] }
  var needsEvaluated: Bool { false }
  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) {}
  func claim(about kind: ValueKind) -> Claim { .obscure("a keyword that can't be compared") }
}

extension SchemaProgram {
  /// A node that is applied to a value only if it accepts that same value: no answer would ever come.
  var nodeThatNeedsItself: Int? {
    enum State { case untouched, open, done }
    var states = Array(repeating: State.untouched, count: nodes.count)
    for start in nodes.indices where states[start] == .untouched {
      var path: [(node: Int, children: [Int], next: Int)] = [(start, inPlaceNodes(of: start), 0)]
      states[start] = .open
      while let (node, children, next) = path.last {
        guard next < children.count else {
          states[node] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let child = children[next]
        if states[child] == .open { return child }
        guard states[child] == .untouched else { continue }
        states[child] = .open
        path.append((child, inPlaceNodes(of: child), 0))
      }
    }
    return nil
  }

  private func inPlaceNodes(of node: Int) -> [Int] { nodes[node].keywords.flatMap(\.inPlaceNodes) }
}
