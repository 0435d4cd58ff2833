import ArgumentParser
import Orchestrator
import Store

struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring the database up to this version.",
    discussion: "A copy of the database is put into backups/ first. A database of a newer version is refused.")

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let directory = try options.directory()
    try directory.requireUsable()
    let report = try SQLiteStorage.migrate(directory: directory.path, at: WallClock.system.now())
    guard report.from != report.to else { return Terminal.print("the database is at version \(report.to) already") }
    Terminal.print("the database went from version \(report.from) to \(report.to)")
    if let backup = report.backup { Terminal.print("as it was before: \(backup)") }
  }
}
