public import ArgumentParser
public import Engine
import JSON
import Orchestrator
import Store

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "runs", abstract: "List runs, the newest first.")

  @Option(help: "Only runs of this workflow.")
  var workflow: String?

  @Option(
    help: ArgumentHelp(
      "Only runs in this status; may be repeated. \(RunStatus.names).",
      valueName: "status"))
  var status: [RunStatus] = []

  @Option(help: ArgumentHelp("Only runs with this label.", valueName: "key=value"))
  var label: String?

  @Option(help: ArgumentHelp("Only runs created since (RFC 3339).", valueName: "instant"))
  var since: String?

  @Option(help: "How many at most.")
  var limit = 50

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if let since, Instant(since) == nil { throw ValidationError("--since \(since): write 2026-11-21T09:30:00Z.") }
  }

  func run() throws {
    let installation = try options.open()
    let runs = try installation.storage.read { store in
      try Everything.of(atMost: limit) { try store.runs(filter, page: $0) }
    }
    let now = installation.clock.now()
    var table = Table("RUN", "WORKFLOW", "STATUS", "CREATED (UTC)", "TOOK", "NOTE")
    for run in runs {
      let took = run.startedAt.map { TimeText.span((run.finishedAt ?? now) - $0) }
      table.add(
        run.id.rawValue, run.workflow.rawValue, run.status.rawValue, TimeText.moment(run.createdAt), took ?? "–",
        run.error?.message ?? run.waitingFor ?? "")
    }
    format.print(table, json: .array(runs.map(\.json)), none: "no runs; start one with `escapement run WORKFLOW`")
  }

  private var filter: RunFilter {
    var filter = RunFilter(
      tenant: options.identity.tenant, workflow: workflow.map { WorkflowID($0) }, statuses: Set(status))
    filter.since = since.flatMap { Instant($0) }
    if let label {
      let parts = label.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      filter.label = RunFilter.Label(key: parts[0], value: parts.count == 2 ? parts[1] : "")
    }
    return filter
  }
}

extension RunStatus: ExpressibleByArgument {
  static var names: String { allCases.map { $0.rawValue.lowercased() }.joined(separator: ", ") }

  /// In either case.
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}
