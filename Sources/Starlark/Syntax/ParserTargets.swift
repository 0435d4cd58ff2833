extension Parser {
  /// The variables of a loop: `x`, `k, v`, `(a, (b, c))`. Stops before `in`.
  mutating func loopTarget() throws(SyntaxError) -> TargetTree {
    let start = offset
    let first = try target(of: try primary())
    guard token == .symbol(.comma) else { return first }
    var targets = [first]
    while try take(.comma), token != .keyword(.in) { targets.append(try target(of: try primary())) }
    return TargetTree(offset: start, kind: .many(targets))
  }

  /// The expression as something that can be assigned to.
  func target(of tree: ExpressionTree) throws(SyntaxError) -> TargetTree {
    switch tree.kind {
    case .name(let name): return TargetTree(offset: tree.offset, kind: .name(name))
    case .index(let base, let index): return TargetTree(offset: tree.offset, kind: .index(base, index))
    case .attribute(let base, let name, _): return TargetTree(offset: tree.offset, kind: .attribute(base, name))
    case .list(let elements), .tuple(let elements):
      var targets: [TargetTree] = []
      for element in elements { targets.append(try target(of: element)) }
      return TargetTree(offset: tree.offset, kind: .many(targets))
    default: throw error("nothing can be assigned to this", at: tree.offset)
    }
  }
}
