import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct WorkflowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "workflows", abstract: "List the published workflows.")

  @Argument(help: ArgumentHelp("Only those with this text in their id or name.", valueName: "text"))
  var search: String?

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let installation = try options.open()
    let filter = WorkflowFilter(tenant: options.identity.tenant, search: search)
    let workflows = try installation.storage.read { store in
      try Everything.of { try store.workflows(filter, page: $0) }
    }
    var table = Table("WORKFLOW", "REVISION", "VERSION", "STATE", "LAST RUN", "NAME")
    for workflow in workflows {
      let last = workflow.lastRun.map {
        "\($0.status.rawValue) \(TimeText.ago($0.createdAt, now: installation.clock.now()))"
      }
      table.add(
        workflow.id.rawValue, "\(workflow.revision)", workflow.version ?? "–",
        workflow.isEnabled ? "enabled" : "disabled", last ?? "–", workflow.name ?? "")
    }
    format.print(
      table, json: .array(workflows.map(\.json)),
      none: "no workflows; put files in \(installation.directory.workflows) and run `escapement sync`")
  }
}
