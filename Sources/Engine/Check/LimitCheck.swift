import Documents

/// Bounds of a definition. Nesting is checked while it is read.
struct LimitCheck {
  let findings: Findings

  func check(_ tree: WorkflowTree) {
    let count = tree.blocks.reduce(0) { $0 + $1.states.count }
    guard count > Self.mostStates else { return }
    findings.report(
      .limit, at: tree.block.place, "a workflow can't have more than \(Self.mostStates) states",
      expected: "\(Self.mostStates)", actual: "\(count)", hint: "use a foreach, or several workflows")
  }

  /// Whether the text is small enough to be looked at.
  func admits(_ source: String) -> Bool {
    let size = source.utf8.count
    if size <= Self.mostBytes { return true }
    findings.report(
      .limit, at: Place(), "a definition can't be larger than \(Self.mostBytes >> 20) MiB",
      expected: "\(Self.mostBytes)", actual: "\(size)", hint: "move data out of it, into the run's input")
    return false
  }

  /// A program is loaded by every tick that touches one of its runs.
  static let mostStates = 10_000
  static let mostBytes = 5 << 20
}
