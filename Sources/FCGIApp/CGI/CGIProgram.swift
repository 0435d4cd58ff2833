import Glibc
import Orchestrator

/// The program as a web server starts it for one request: everything it needs is in the environment.
enum CGIProgram {
  static func run() {
    WebProgram.prepareProcess()
    do {
      let directory = try DataDirectory.locate(flag: nil, environment: HostProgram.environment).directory
      try directory.requireUsable()
      CGIExchange.answer(with: try WebProgram.openSite(directory))
    } catch {
      let failure = ProgramFailure(error)
      report(failure?.description ?? "\(error)")
      exit(failure?.exitCode ?? 70)
    }
  }
}
