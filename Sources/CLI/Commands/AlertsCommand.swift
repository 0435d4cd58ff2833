public import ArgumentParser
import Engine
import JSON
import Orchestrator
public import Store

struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "What heartbeats and monitors found, until somebody has seen it.",
    subcommands: [List.self, Acknowledge.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List alerts, newest first.")

    @Option(help: "waiting: not acknowledged; open: the problem lasts; all.")
    var view = AlertFilter.View.waiting

    @Option(help: "How many at most.")
    var limit = 50

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() throws {
      let installation = try options.open()
      let filter = AlertFilter(tenant: options.identity.tenant, view: view)
      let alerts = try installation.storage.read { store in
        try Everything.of(atMost: limit) { try store.alerts(filter, page: $0) }
      }
      var table = Table("ALERT", "RAISED (UTC)", "TIMES", "PROBLEM", "ACKNOWLEDGED BY", "WHAT", "DETAILS")
      for alert in alerts {
        table.add(
          alert.id.rawValue, TimeText.moment(alert.raisedAt), "\(alert.occurrences)", alert.isOpen ? "lasts" : "over",
          alert.acknowledgement?.by.rawValue ?? "–", alert.notice.title, alert.notice.details)
      }
      format.print(
        table, json: .array(alerts.map(\.json)),
        none: view == .waiting ? "nothing needs a person" : "there are no such alerts")
    }
  }

  struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that you have seen an alert.", aliases: ["ack"])

    @Argument(help: ArgumentHelp("The alert's id.", valueName: "alert"))
    var alert: String

    @Option(help: ArgumentHelp("What to say about it.", valueName: "text"))
    var comment: String?

    @OptionGroup var options: InstallationOptions

    func run() throws {
      let acknowledged = try options.open().acknowledgeAlert(
        AlertID(rawValue: alert.lowercased()), comment: comment, by: options.identity)
      Terminal.print(Terminal.harmless("acknowledged: \(acknowledged.notice.title)"))
    }
  }
}

extension AlertFilter.View: ExpressibleByArgument {}
