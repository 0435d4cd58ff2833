import Glibc
import Orchestrator

/// The processes behind the socket.
struct ResponderGroup {
  private let program: String
  private let arguments: [String]
  private let listener: Int32
  private var places: [Place]

  /// Between SIGTERM and SIGKILL; a responder's own farewell is shorter.
  private static let endSeconds = 75

  /// Where one process belongs.
  private struct Place {
    var process: pid_t?
    var startedAt = 0
    var dueAt = 0
    var restarts = Restarts()
  }

  init(program: String, arguments: [String], listener: Int32, count: Int) {
    self.program = program
    self.arguments = arguments
    self.listener = listener
    places = Array(repeating: Place(), count: count)
  }

  /// Starts the processes that are missing and whose time has come.
  mutating func startDue() {
    let now = Self.monotonicSeconds()
    for index in places.indices where places[index].process == nil && places[index].dueAt <= now {
      start(index, at: now)
    }
  }

  private mutating func start(_ index: Int, at now: Int) {
    do {
      places[index].process = try DetachedProcess.startChild(
        program, arguments: arguments,
        environment: DetachedProcess.allowedEnvironment(from: HostProgram.environment), standardInput: listener)
      places[index].startedAt = now
    } catch {
      report("\(error)")
      places[index].dueAt = now + places[index].restarts.delay(afterLifeOf: 0)
    }
  }

  /// Notes which processes have ended, and when they are due again.
  mutating func reap() {
    var status: Int32 = 0
    while true {
      let process = waitpid(-1, &status, WNOHANG)
      guard process > 0 else { return }
      if let index = places.firstIndex(where: { $0.process == process }) { free(index, status: status) }
    }
  }

  private mutating func free(_ index: Int, status: Int32) {
    let now = Self.monotonicSeconds()
    let delay = places[index].restarts.delay(afterLifeOf: now - places[index].startedAt)
    report("a responder ended (wait status \(status)); the next starts in \(delay) s")
    places[index].process = nil
    places[index].dueAt = now + delay
  }

  /// Asks all to end, and makes them when they don't.
  mutating func end() {
    for process in places.compactMap(\.process) { kill(process, SIGTERM) }
    let deadline = Self.monotonicSeconds() + Self.endSeconds
    while places.contains(where: { $0.process != nil }) {
      forgetEnded()
      if Self.monotonicSeconds() >= deadline { for process in places.compactMap(\.process) { kill(process, SIGKILL) } }
      usleep(20_000)
    }
  }

  private mutating func forgetEnded() {
    for index in places.indices {
      guard let process = places[index].process else { continue }
      let answer = waitpid(process, nil, WNOHANG)
      if answer == process || (answer < 0 && errno == ECHILD) { places[index].process = nil }
    }
  }

  private static func monotonicSeconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}
