import Engine
import Glibc
import Orchestrator
import Store

/// Starts the `tick` that lies beside this program.
struct TickLauncher {
  let installation: Installation
  private let program: String

  init(_ installation: Installation) throws {
    self.installation = installation
    program = "\(HostProgram.folder ?? ".")/tick"
    guard access(program, X_OK) == 0 else {
      throw OperationError(
        .unavailable, "there is no program \(program), which performs steps; install it beside escapement")
    }
  }

  /// A tick for one run that outlives this program, as the web starts it after an answer.
  func startDetached(for run: RunID) throws {
    try DetachedProcess.start(program, arguments: arguments(run), environment: environment)
  }

  /// A tick for one run, as a child of this program.
  func startChild(for run: RunID) throws -> pid_t {
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard nothing >= 0 else {
      throw OperationError(.unavailable, "can't open /dev/null: \(String(cString: strerror(errno)))")
    }
    defer { close(nothing) }
    return try DetachedProcess.startChild(
      program, arguments: arguments(run), environment: environment, standardInput: nothing)
  }

  private func arguments(_ run: RunID) -> [String] {
    ["--data", installation.directory.path, "--once", "--run", run.rawValue]
  }

  private var environment: [String: String] {
    DetachedProcess.allowedEnvironment(from: HostProgram.environment)
  }

  /// Whether a run has something that a tick could do now: queued steps, due timers, stimuli on their way.
  func isDue(_ run: RunID) throws -> Bool {
    let now = installation.clock.now()
    return try installation.storage.read { store in
      let stimulated = Set(try store.pendingStimuli(limit: Self.stimuliLookedAt).map(\.run))
      return try isDue(run, at: now, stimulated, in: store)
    }
  }

  /// The run itself, or one that it waits for.
  private func isDue(
    _ run: RunID, at now: Instant, _ stimulated: Set<RunID>, in store: any StorageReader
  ) throws -> Bool {
    if stimulated.contains(run) { return true }
    if try store.timers(of: run).contains(where: { $0.dueAt <= now }) { return true }
    guard let snapshot = try store.snapshot(of: run), snapshot.run.status != .pending else { return false }
    let steps = Array(snapshot.steps.values)
    if steps.contains(where: { $0.status == .pending }) { return true }
    for child in steps.compactMap(\.child) where try isDue(child, at: now, stimulated, in: store) { return true }
    return false
  }

  /// More stimuli than this are a backlog that some tick works on anyway.
  private static let stimuliLookedAt = 1_000
}
