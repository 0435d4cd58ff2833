import ArgumentParser
import Orchestrator

/// Where a new password comes from. Never from an argument, which every user of the host could read.
struct PasswordOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Take the password from a file's first line (- is the standard input).", valueName: "file"))
  var passwordFile: String?

  /// The given password; nil when one should be made up.
  func given() throws -> String? {
    guard let passwordFile else { return nil }
    let text = try HostFile.readText(passwordFile == "-" ? "/dev/stdin" : passwordFile, limit: 4_096)
    let line = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard !line.isEmpty else { throw OperationError(.invalid, "\(passwordFile) has no password on its first line") }
    return line
  }
}
