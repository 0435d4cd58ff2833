import CSupervisor
import Glibc

/// The helper's own side: what `tick __exec` does.
public enum HelperProgram {
  /// The argument that makes `tick` the helper; see `CSupervisor.h`.
  public static let argument = "__exec"

  /// Serves one request and ends the process, if the program was called as the helper. To be called before anything
  /// else: the helper has one thread and starts nothing.
  public static func runIfAsked() {
    guard CommandLine.argc == 2, CommandLine.arguments.last == argument else { return }
    exit(supervisor_serve(STDIN_FILENO))
  }
}
