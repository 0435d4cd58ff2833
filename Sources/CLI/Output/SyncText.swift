import Engine
import Orchestrator

/// What synchronising did, for people.
enum SyncText {
  static func table(of report: SyncReport) -> Table {
    var table = Table("FILE", "ID", "OUTCOME", "NOTE")
    for entry in report.entries {
      let outcome = entry.outcome.rawValue + (report.isDryRun && entry.outcome.changes ? " (dry run)" : "")
      table.add(entry.path, entry.id ?? "–", outcome, entry.message ?? note(on: entry))
    }
    return table
  }

  static func printIssues(of report: SyncReport) {
    for check in report.entries.compactMap(\.report) where !check.issues.isEmpty {
      Terminal.note(Terminal.harmless(check.text))
    }
  }

  private static func note(on entry: SyncReport.Entry) -> String {
    if entry.outcome == .invalid { return entry.report?.summary ?? "" }
    return entry.revision.map { "revision \($0)" } ?? ""
  }
}

extension SyncReport.Outcome {
  fileprivate var changes: Bool { self == .created || self == .updated || self == .disabled }
}
