import Engine
import Glibc
import Orchestrator
import Store

/// Brings a run to its end: starts ticks whenever something is due, and tells what happens meanwhile.
struct RunWaiter {
  enum Goal {
    case end
    /// The end, or the first approval that waits.
    case approval
  }

  /// How it came out.
  enum Outcome {
    case ended(Run)
    case waitsForApproval(ApprovalEntry)
    case timeIsUp(Run)
  }

  let installation: Installation
  let run: RunID
  let goal: Goal
  /// Nil waits as long as it takes.
  let timeout: Duration?

  private let launcher: TickLauncher
  private let clock = ContinuousClock()
  private var tick: pid_t?
  private var failures = 0
  /// When the last one was started.
  private var startedAt: ContinuousClock.Instant?
  private var announced: Set<ApprovalID> = []

  /// Often enough to feel immediate, and seldom enough to cost nothing.
  private static let pause: UInt32 = 50_000
  /// Between two ticks: one that found all places taken ends at once, and asking again at once wouldn't help.
  private static let breath = Duration.milliseconds(200)
  /// A tick that fails so often in a row won't succeed the next time either.
  private static let maximumFailures = 3

  init(_ installation: Installation, run: RunID, goal: Goal, timeout: Duration?) throws {
    self.installation = installation
    self.run = run
    self.goal = goal
    self.timeout = timeout
    self.launcher = try TickLauncher(installation)
  }

  mutating func wait() throws -> Outcome {
    let start = clock.now
    defer { Terminal.endProgress() }
    while true {
      guard let current = try installation.storage.read({ try $0.run(run) }) else {
        throw OperationError(.notFound, "the run \(run) is gone")
      }
      if current.status.isTerminal { return .ended(current) }
      if let approval = try newApproval(), goal == .approval { return .waitsForApproval(approval) }
      if let timeout, clock.now - start > timeout { return .timeIsUp(current) }
      show(current, since: start)
      try work()
      usleep(Self.pause)
    }
  }

  /// Starts a tick when there is something to do and none of ours is at work.
  private mutating func work() throws {
    try reap()
    guard tick == nil, startedAt.map({ clock.now - $0 > Self.breath }) ?? true, try launcher.isDue(run) else { return }
    startedAt = clock.now
    tick = try launcher.startChild(for: run)
  }

  private mutating func reap() throws {
    guard let child = tick else { return }
    var status: Int32 = 0
    guard waitpid(child, &status, WNOHANG) == child else { return }
    tick = nil
    // Exit 75: another tick has the slot, so somebody works.
    let isWell = status == 0 || (status >> 8) & 0xff == ExitStatus.tryAgain.rawValue
    failures = isWell ? 0 : failures + 1
    guard failures < Self.maximumFailures else {
      throw OperationError(
        .unavailable, "tick fails (status \(status)); run it by hand to see why: tick --once --run \(run)")
    }
  }

  /// Tells once about each approval, and returns one that waits.
  private mutating func newApproval() throws -> ApprovalEntry? {
    guard let tenant = try installation.storage.read({ try $0.run(run)?.tenant }) else { return nil }
    let pending = try installation.storage.read {
      try $0.approvals(ApprovalFilter(tenant: tenant, run: run), page: .first)
    }.items
    for entry in pending where announced.insert(entry.approval.id).inserted {
      Terminal.endProgress()
      Terminal.note(ApprovalText.announcement(of: entry, among: pending.count, installation.configuration.baseURL))
    }
    return pending.first
  }

  private func show(_ run: Run, since start: ContinuousClock.Instant) {
    let seconds = (clock.now - start).components.seconds
    Terminal.progress("\(run.status.rawValue)\(run.waitingFor.map { ": \($0)" } ?? "") (\(seconds) s)")
  }
}
