import ArgumentParser
import Orchestrator

struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Print the crontab and nginx lines for this host.",
    discussion:
      "Nothing is changed: put the lines where they belong. Everything must run as the data directory's owner.")

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let directory = try options.directory()
    try directory.requireUsable()
    let lines = HostLines(directory: directory, programs: HostProgram.folder ?? ".")
    Terminal.print(
      "# crontab of \(UserName.effective) (crontab -e)\n\(lines.crontab)\n\n# nginx: inside server { }\n\(lines.nginx)")
  }
}
