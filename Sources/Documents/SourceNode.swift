/// Where a value and its parts are written: a tree of the same shape as the value.
struct SourceNode: Sendable {
  enum Children: Sendable {
    case none
    case elements([SourceNode])
    case members([String: SourceNode])
  }

  var position: SourcePosition
  /// Of a member's name.
  var keyPosition: SourcePosition?
  /// Of a scalar.
  var text: String?
  var children = Children.none
}

extension SourceNode {
  func node(at path: [PathComponent]) -> SourceNode? {
    var node = self
    for component in path {
      guard let child = node.child(component) else { return nil }
      node = child
    }
    return node
  }

  func deepestNode(on path: [PathComponent]) -> SourceNode {
    var node = self
    for component in path {
      guard let child = node.child(component) else { break }
      node = child
    }
    return node
  }

  private func child(_ component: PathComponent) -> SourceNode? {
    switch (component, children) {
    case (.key(let key), .members(let members)): members[key]
    case (.index(let index), .elements(let elements)): elements.indices.contains(index) ? elements[index] : nil
    default: nil
    }
  }
}
