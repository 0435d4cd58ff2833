import ArgumentParser
import Engine
import Orchestrator
import Store

/// What approving and rejecting take.
struct DecisionOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("\(RunArgument.help)", valueName: "run"))
  var run: String

  @Argument(help: ArgumentHelp("The waiting step's path, state or id; needed when several wait.", valueName: "step"))
  var step: String?

  @Option(help: ArgumentHelp("What to say about it.", valueName: "text"))
  var comment: String?

  @OptionGroup var options: InstallationOptions

  func decide(approved: Bool) throws {
    let control = try RunControl(run, options)
    let entry = try approval(of: control)
    let answer = ApprovalAnswer(
      run: control.run, approval: entry.approval.id, approved: approved, comment: comment, digest: entry.approval.digest
    )
    _ = try control.installation.decideApproval(answer, by: options.identity)
    Terminal.note(Terminal.harmless("\(entry.path) \(approved ? "approved" : "rejected") by \(options.identity.actor)"))
    try control.goOn(try RunArgument.run(control.run.rawValue, in: control.installation, for: options.identity))
  }

  private func approval(of control: RunControl) throws -> ApprovalEntry {
    let filter = ApprovalFilter(tenant: options.identity.tenant, run: control.run)
    let pending = try control.installation.storage.read { store in
      try Everything.of { try store.approvals(filter, page: $0) }
    }
    let meant = step.map { step in pending.filter { $0.isCalled(step) } } ?? pending
    if let only = meant.first, meant.count == 1 { return only }
    let choices = pending.map { "\n  \($0.path)  \($0.approval.title ?? $0.approval.message)" }.joined()
    guard !pending.isEmpty else {
      throw OperationError(
        .conflict, "nothing of the run \(control.run) waits for a decision; see `escapement show \(control.run)`")
    }
    guard let step else {
      throw OperationError(.invalid, "several steps of the run \(control.run) wait; say which one:\(choices)")
    }
    throw OperationError(
      meant.isEmpty ? .notFound : .invalid,
      "\(meant.isEmpty ? "no waiting step is" : "several waiting steps are") called '\(step)'; these wait:\(choices)")
  }
}

extension ApprovalEntry {
  /// By its path, its state's name, or the approval's id.
  fileprivate func isCalled(_ text: String) -> Bool {
    path == text || approval.id.rawValue == text || path.split(separator: "/").last.map(String.init) == text
  }
}
