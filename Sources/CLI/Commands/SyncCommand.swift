import ArgumentParser
import JSON
import Orchestrator

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Take agents and workflows from their files.",
    discussion: """
      Reads agents/ and workflows/ in the data directory (or in --dir) and reports for each file: created, updated, \
      unchanged, invalid (what was published before stays), disabled (the file is gone), or overridden (something \
      newer was published otherwise; it is left alone). A bad file doesn't stop the others. Exits with 1 if a file is \
      invalid.
      """)

  @Option(help: ArgumentHelp("Another folder with agents/ and workflows/ in it.", valueName: "folder"))
  var dir: String?

  @Flag(help: "Say what would happen, and change nothing.")
  var dryRun = false

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let installation = try options.open()
    let report = try installation.sync(from: try dir.map(folder), isDryRun: dryRun, by: options.identity)
    if format.format == .table { SyncText.printIssues(of: report) }
    format.print(SyncText.table(of: report), json: report.json, none: "no files in agents/ and workflows/")
    if report.hasInvalid { throw ExitStatus.failed }
  }

  private func folder(_ path: String) throws -> String {
    let absolute = path.hasPrefix("/") ? path : "\(HostProgram.currentFolder)/\(path)"
    guard try HostFile.status(of: absolute)?.isDirectory ?? false else {
      throw OperationError(.notFound, "there is no folder \(absolute)")
    }
    return "/" + absolute.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
