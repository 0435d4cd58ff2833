import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct ApprovalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approvals", abstract: "List what waits for a decision, the most urgent first.")

  @Flag(help: "List those that are over instead, the newest first.")
  var decided = false

  @Option(help: "How many at most.")
  var limit = 50

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let installation = try options.open()
    let filter = ApprovalFilter(tenant: options.identity.tenant, isPending: !decided)
    let entries = try installation.storage.read { store in
      try Everything.of(atMost: limit) { try store.approvals(filter, page: $0) }
    }
    format.print(
      decided ? decidedTable(entries) : pendingTable(entries), json: .array(entries.map(\.json)),
      none: decided ? "nothing was decided yet" : "nothing waits for a decision")
  }

  private func pendingTable(_ entries: [ApprovalEntry]) -> Table {
    var table = Table("RUN", "WORKFLOW", "STEP", "UNTIL (UTC)", "FOR", "TITLE")
    for entry in entries {
      table.add(
        entry.approval.run.rawValue, entry.workflow.rawValue, entry.path, TimeText.moment(entry.approval.dueAt),
        entry.approval.audience, entry.approval.title ?? entry.approval.message)
    }
    return table
  }

  private func decidedTable(_ entries: [ApprovalEntry]) -> Table {
    var table = Table("RUN", "WORKFLOW", "STEP", "STATUS", "BY", "AT (UTC)", "COMMENT")
    for entry in entries {
      table.add(
        entry.approval.run.rawValue, entry.workflow.rawValue, entry.path, entry.approval.status.rawValue,
        entry.approval.decidedBy?.rawValue ?? "–", TimeText.moment(entry.approval.decidedAt),
        entry.approval.comment ?? "")
    }
    return table
  }
}

struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "approve", abstract: "Approve what a run waits for.")

  @OptionGroup var decision: DecisionOptions

  func run() throws { try decision.decide(approved: true) }
}

struct RejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "reject", abstract: "Reject what a run waits for.")

  @OptionGroup var decision: DecisionOptions

  func run() throws { try decision.decide(approved: false) }
}
