import ArgumentParser
import Engine
import Orchestrator

struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Make a file the newest revision of its workflow.",
    discussion: """
      A revision whose content is the newest already isn't made again. Runs that have begun stay with their revision. \
      Agents are taken from agents/ in the data directory by `escapement sync`.
      """)

  @Argument(help: ArgumentHelp("The workflow's file.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Refuse unless this is the newest revision (0: none yet).", valueName: "number"))
  var expected: Int?

  @Option(help: ArgumentHelp("A remark that is kept with the revision.", valueName: "text"))
  var note: String?

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let installation = try options.open()
    let definition = try DefinitionText(file: file)
    guard !definition.isAgent else {
      throw OperationError(
        .invalid, "\(file) is an agent; put it in \(installation.directory.agents) and run `escapement sync`")
    }
    let report = try installation.check(definition, for: options.identity)
    if !report.issues.isEmpty { Terminal.note(String(Terminal.harmless(report.text).dropLast())) }
    guard !report.hasErrors else { throw ExitStatus.invalid }
    let published = try installation.publish(definition, expected: expected, note: note, by: options.identity)
    Terminal.print(
      "\(published.workflow) revision \(published.revision)\(published.isNew ? " published" : " is unchanged")")
  }
}
