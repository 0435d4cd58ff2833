import ArgumentParser
import Glibc

/// Parses the command line, runs the command, and turns whatever comes out into an exit code.
@main
enum CommandLineProgram {
  static func main() {
    umask(0o077)
    // `escapement events … | head` is no crash.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try EscapementCommand.parseAsRoot()
      try command.run()
    } catch {
      exit(FailureReport(error).print().rawValue)
    }
  }
}
