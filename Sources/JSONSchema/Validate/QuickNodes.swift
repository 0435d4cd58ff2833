/// Schemas as they are asked where only the answer matters. For each kind of value there are only the keywords that have
/// a say about it; `type` is a set of kinds, and `required` is settled by the keyword that walks over the members anyway.
///
/// All lies in memory that never moves: keywords are asked where they are, so that nothing is retained and released on
/// the way, which would take longer than the checks themselves.
final class QuickNodes: @unchecked Sendable {  // Nothing changes after init.
  private let nodes: UnsafeMutableBufferPointer<QuickNode>
  private let checks: UnsafeMutableBufferPointer<QuickCheck>
  /// Of what the checks refer to.
  private let owners: [AnyObject]

  init(_ nodes: [SchemaNode]) {
    var (checks, owners): ([QuickCheck], [AnyObject]) = ([], [])
    let layouts = nodes.map { QuickNode($0, addingTo: &checks, keeping: &owners) }
    self.nodes = .allocate(capacity: layouts.count)
    _ = self.nodes.initialize(from: layouts)
    self.checks = .allocate(capacity: checks.count)
    _ = self.checks.initialize(from: checks)
    self.owners = owners
  }

  deinit {
    checks.deallocate()
    nodes.deallocate()
  }

  subscript(node: Int) -> QuickNode { nodes[node] }

  /// The checks of a node for a kind of value.
  func checks(_ node: QuickNode, _ kind: ValueKinds) -> UnsafeBufferPointer<QuickCheck> {
    let number = kind.rawValue.trailingZeroBitCount
    return UnsafeBufferPointer(rebasing: checks[Int(node.starts[number])..<Int(node.starts[number + 1])])
  }
}

/// One schema.
struct QuickNode {
  let allowed: ValueKinds
  let needsEvaluated: Bool
  let resource: Int
  /// Where the checks for each kind begin, and behind the last of them.
  let starts: SIMD8<Int32>

  init(_ node: SchemaNode, addingTo checks: inout [QuickCheck], keeping owners: inout [AnyObject]) {
    let types = node.keywords.lazy.compactMap { $0 as? TypeCheck }
    allowed = types.reduce(.all) { $0.intersection($1.allowed) }
    needsEvaluated = node.needsEvaluated
    resource = node.resource
    let settlesRequired = node.keywords.contains { ($0 as? Members)?.settlesRequired == true }
    let asked = node.keywords.filter { !($0 is TypeCheck) && !(settlesRequired && $0 is Required) }
    var starts = SIMD8<Int32>(repeating: Int32(truncatingIfNeeded: checks.count))
    for number in 0..<ValueKinds.count {
      for keyword in asked where keyword.kinds.contains(ValueKinds(rawValue: 1 << number)) {
        checks.append(QuickCheck(keyword, keeping: &owners))
      }
      starts[Int(number) + 1] = Int32(truncatingIfNeeded: checks.count)
    }
    self.starts = starts
  }
}
