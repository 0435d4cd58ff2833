import Documents

/// Names of states and branches: there, usable in paths, and unique within their block.
struct NameCheck {
  let findings: Findings

  func check(_ tree: WorkflowTree) {
    for block in tree.blocks {
      check(block.states.map(\.name), of: "state")
      for case .parallel(let parallel) in block.states.map(\.kind) {
        check(parallel.branches.map(\.name), of: "branch")
      }
    }
  }

  private func check(_ names: [Sourced<String>], of what: String) {
    var seen: [String: Place] = [:]
    for name in names where !name.value.isEmpty {
      checkForm(name, of: what)
      if let first = seen[name.value] {
        let line = findings.position(of: first, .value).map { ", the first in line \($0.line)" } ?? ""
        findings.report(
          .duplicateName, at: name.place, "two of these are called `\(name.value)`\(line)", actual: name.value,
          hint: "each \(what) needs a name of its own within its block")
      } else {
        seen[name.value] = name.place
      }
    }
  }

  private func checkForm(_ name: Sourced<String>, of what: String) {
    let scalars = name.value.unicodeScalars
    let isReadable = scalars.count <= Self.longestName && scalars.first != " " && scalars.last != " "
    if isReadable, scalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && !Self.reserved.contains($0) }) {
      return
    }
    findings.report(
      .invalidValue, at: name.place, "`\(name.value)` can't be the name of a \(what)",
      expected: "up to \(Self.longestName) characters without / # [ ] and without space around", actual: name.value)
  }

  /// What paths such as `diagnostics/pods#2[3]/check` are built from.
  private static let reserved: Set<Unicode.Scalar> = ["/", "#", "[", "]"]

  /// Names are shown in tables and stored with each step.
  private static let longestName = 128
}
