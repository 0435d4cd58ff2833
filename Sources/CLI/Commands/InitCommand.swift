import ArgumentParser
import JSON
import Orchestrator
import Store

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a data directory with an administrator, an API token and a first workflow.",
    discussion: """
      Password and token are shown this once. A folder that holds something else is refused; an installation that is \
      there already is left as it is. Whoever runs this owns the installation: run cron's tick and the web programs \
      as the same user.
      """)

  @Option(help: ArgumentHelp("The administrator's name.", valueName: "name"))
  var admin = "admin"

  @Option(help: ArgumentHelp("What links in messages begin with, as https://ops.example.org.", valueName: "url"))
  var baseURL: String?

  @Flag(inversion: .prefixedNo, help: "Put a first workflow and agent there.")
  var hello = true

  @OptionGroup var password: PasswordOption
  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let directory = try options.directory()
    let wish = NewInstallation(admin: admin, password: try password.given(), baseURL: baseURL)
    guard let created = try Installation.create(directory, wish, logger: options.logger) else {
      return Terminal.print("there is an installation at \(directory) already; `escapement doctor` looks after it")
    }
    if hello { try HelloFiles.write(into: directory) }
    let report = try created.installation.sync(by: options.identity)
    // Everything that starts from now on reads one short file instead of a log of how it came about.
    try created.installation.storage.checkpoint()
    switch format.format {
    case .json: Terminal.print(json(of: created, report).prettyText)
    case .table: tell(created, report)
    }
    if report.hasInvalid { throw ExitStatus.failed }
  }

  private func tell(_ created: CreatedInstallation, _ report: SyncReport) {
    SyncText.printIssues(of: report)
    Terminal.print("\(created.installation.directory) is ready.\n")
    Terminal.print("  administrator  \(created.admin)")
    if let password = created.generatedPassword { Terminal.print("  password       \(password)") }
    Terminal.print("  API token      \(created.token)   (90 days)")
    Terminal.print("\nThey are shown this once. Next:\n")
    let data = options.data == nil ? "" : " --data \(created.installation.directory)"
    for command in nextCommands { Terminal.print("  escapement \(command)\(data)") }
  }

  private var nextCommands: [String] {
    guard hello else { return ["sync", "workflows", "doctor"] }
    return ["run \(HelloFiles.workflowID) --wait --until approval", "approve last", "show last"]
  }

  private func json(of created: CreatedInstallation, _ report: SyncReport) -> JSONValue {
    [
      "data": .string(created.installation.directory.path), "admin": .string(created.admin),
      "password": .text(created.generatedPassword), "token": .string(created.token), "sync": report.json,
    ]
  }
}
