import JSON
import Yams

/// Turns nodes into values and places. Aliases are expanded here, so here it is counted how much they expand to.
struct YAMLBuilder {
  let name: String
  let limits: DocumentLimits
  private var count = 0

  init(name: String, limits: DocumentLimits) {
    self.name = name
    self.limits = limits
  }

  mutating func build(_ node: Node, depth: Int) throws(DocumentError) -> (JSONValue, SourceNode) {
    try countValue(at: node)
    switch node {
    case .scalar(let scalar):
      return (
        try value(of: scalar), SourceNode(position: SourcePosition(scalar.mark), text: scalar.string)
      )
    case .sequence(let sequence):
      try check(sequence.tag, is: "seq", "list", depth: depth, at: node)
      return try list(sequence, depth: depth + 1)
    case .mapping(let mapping):
      try check(mapping.tag, is: "map", "object", depth: depth, at: node)
      return try object(mapping, depth: depth + 1)
    case .alias: throw failure(at: node, "an alias stands for nothing here")
    }
  }

  private mutating func list(
    _ sequence: Node.Sequence, depth: Int
  ) throws(DocumentError) -> (JSONValue, SourceNode) {
    var elements: [JSONValue] = []
    var nodes: [SourceNode] = []
    for element in sequence {
      let (value, source) = try build(element, depth: depth)
      elements.append(value)
      nodes.append(source)
    }
    return (.array(elements), SourceNode(position: SourcePosition(sequence.mark), children: .elements(nodes)))
  }

  private mutating func object(
    _ mapping: Node.Mapping, depth: Int
  ) throws(DocumentError) -> (JSONValue, SourceNode) {
    var members = YAMLMembers(name: name)
    for (key, value) in mapping {
      if key.isMergeKey {
        for source in try mergedMappings(value) { try merge(source, into: &members, depth: depth) }
      } else {
        let name = try members.declare(key)
        let (value, source) = try build(value, depth: depth)
        members.set(name, value, source, keyPosition: SourcePosition(key.mark))
      }
    }
    let children = SourceNode.Children.members(members.sources)
    return (.object(members.values), SourceNode(position: SourcePosition(mapping.mark), children: children))
  }
}

extension YAMLBuilder {
  /// `<<` takes a mapping or a list of them; what is written in the mapping itself wins, then the earlier of the list.
  private func mergedMappings(_ node: Node) throws(DocumentError) -> [Node] {
    switch node {
    case .mapping: return [node]
    case .sequence(let sequence) where sequence.allSatisfy({ $0.mapping != nil }): return Array(sequence)
    case .scalar, .sequence, .alias: throw failure(at: node, "'<<' can only merge an object or a list of objects")
    }
  }

  private mutating func merge(_ node: Node, into members: inout YAMLMembers, depth: Int) throws(DocumentError) {
    guard depth < limits.depth else { throw tooDeep(at: node) }
    let (merged, source) = try build(node, depth: depth)
    guard let merged = merged.objectValue, case .members(let sources) = source.children else { return }
    for (name, value) in merged {
      guard let source = sources[name] else { continue }
      members.merge(name, value, source)
    }
  }

  private mutating func countValue(at node: Node) throws(DocumentError) {
    count += 1
    guard count <= limits.values else {
      throw failure(
        at: node, "the document has more than \(limits.values) values",
        hint: "an alias inside what another alias stands for multiplies values")
    }
  }

  private func check(
    _ tag: Tag, is name: String, _ noun: String, depth: Int, at node: Node
  ) throws(DocumentError) {
    guard depth < limits.depth else { throw tooDeep(at: node) }
    guard ["", "!", "tag:yaml.org,2002:\(name)"].contains(tag.rawValue) else {
      throw failure(at: node, "the tag \(tag.rawValue) of this \(noun) is not known", hint: "leave the tag out")
    }
  }

  private func value(of scalar: Node.Scalar) throws(DocumentError) -> JSONValue {
    do throws(CoreSchemaError) {
      return try CoreSchema.value(of: scalar.string, tag: scalar.tag.rawValue)
    } catch {
      throw failure(at: .scalar(scalar), error.message, hint: error.hint)
    }
  }

  private func tooDeep(at node: Node) -> DocumentError { failure(at: node, "nested more than \(limits.depth) deep") }

  private func failure(at node: Node, _ message: String, hint: String? = nil) -> DocumentError {
    DocumentError(name: name, position: SourcePosition(node.mark), message: message, hint: hint)
  }
}

extension Node {
  /// `<<`, not quoted.
  fileprivate var isMergeKey: Bool {
    guard let scalar else { return false }
    return scalar.style == .plain && scalar.string == "<<"
  }
}
