import ArgumentParser
import Orchestrator

/// The operator's tool: everything that the owner of the data directory does from a shell.
struct EscapementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escapement",
    abstract: "Durable workflows for classic web hosting.",
    discussion: """
      The data directory is --data, else ESCAPEMENT_DATA, else the path in the file escapement.data beside this \
      program, else ~/.escapement; only its owner may use it. Begin with `escapement init`.

      Exit codes: \(ExitStatus.summary).
      """,
    version: ProgramVersion.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Setup",
        subcommands: [
          InitCommand.self, ConfigCommand.self, DoctorCommand.self, VerifyCommand.self, InstallCommand.self,
          MigrateCommand.self,
          UserCommand.self, TokenCommand.self, EndpointsCommand.self, DeliveriesCommand.self, VersionCommand.self,
        ]),
      CommandGroup(
        name: "Definition",
        subcommands: [
          ValidateCommand.self, SimulateCommand.self, TestCommand.self, DiagramCommand.self, PublishCommand.self,
          SyncCommand.self, WorkflowsCommand.self, AgentsCommand.self, EvalCommand.self, StarlarkCommand.self,
          SchemaCommand.self, CronCommand.self,
        ]),
      CommandGroup(
        name: "Run",
        subcommands: [
          RunCommand.self, RunsCommand.self, ShowCommand.self, EventsCommand.self, PauseCommand.self,
          ResumeCommand.self, CancelCommand.self, RetryCommand.self, RerunCommand.self, ForkCommand.self,
          SignalCommand.self, EmitCommand.self, WebhooksCommand.self,
        ]),
      CommandGroup(name: "Schedule", subcommands: [SchedulesCommand.self, CalendarsCommand.self]),
      CommandGroup(
        name: "Watching",
        subcommands: [HeartbeatsCommand.self, MonitorsCommand.self, AlertsCommand.self, TicksCommand.self]),
      CommandGroup(
        name: "Approval",
        subcommands: [ApprovalsCommand.self, ApproveCommand.self, RejectCommand.self]),
    ])
}
