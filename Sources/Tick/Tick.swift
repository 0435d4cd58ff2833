import Agents
import Orchestrator

/// One tick: a worker, the crew that performs its steps, and what both have done so far. The passes are extensions, one
/// file each in `Passes/`.
final class Tick {
  struct Options {
    var pace: Pace
    /// Stay as long as the budget allows for steps that only an agent's rate holds up.
    var staysForRates = false
    /// Nil for no bound.
    var maxSteps: Int?
    /// Perform steps of this run only.
    var run: String?
    /// When the process began: the budget is the process'.
    var began = ContinuousClock.now
  }

  let worker: Worker
  let crew: Crew
  let courier: Courier
  let options: Options
  let stop: StopSignal
  let bell: Bell
  var tally = TickTally()
  /// What was wrong with schedules at the end.
  var findings: [String] = []
  /// Something was done since work was last waited for.
  var hasProgressed = false

  /// Claimed in the last commit, not begun yet.
  var claimed: [Assignment] = []
  /// Steps begun so far, for `--max-steps`.
  var begun = 0
  /// How many more steps are claimed at a time because the last ones needed no performing.
  var instantAllowance = 0
  /// When leases were renewed and looked at, and the dead looked for.
  var renewal: Interval
  var watch: Interval
  var rescue: Interval
  /// What others had written when work was last looked for.
  var seenVersion: Int64?
  /// The same, when leases were last looked at.
  var seenVersionOfLeases: Int64?
  /// What was due already in the last round, which could do nothing about it yet.
  var fruitlessDue: Int64?
  /// The same, of deliveries.
  var fruitlessDelivery: Int64?

  private init(worker: Worker, crew: Crew, courier: Courier, options: Options, bell: Bell, stop: StopSignal) {
    self.worker = worker
    self.crew = crew
    self.courier = courier
    self.options = options
    self.bell = bell
    self.stop = stop
    renewal = Interval(options.pace.renewal)
    watch = Interval(options.pace.watch)
    rescue = Interval(options.pace.watch)
  }

  /// Takes a slot and rescues the dead. Nil when as many ticks are working already as may: they do what is due.
  static func begin(_ installation: Installation, options: Options, bell: Bell, stop: StopSignal) throws -> Tick? {
    guard !stop.isReceived, let (worker, rescued) = try Worker.begin(installation) else { return nil }
    let surroundings = CommandSurroundings(installation.directory, helper: Self.helper)
    let crew = Crew(
      registry: ExecutorRegistry(surroundings: surroundings), capacity: installation.configuration.concurrency,
      clock: installation.clock, bell: bell)
    let courier = Courier(Carrier(installation.configuration), bell: bell)
    let tick = Tick(
      worker: worker, crew: crew, courier: courier, options: options, bell: bell, stop: stop)
    tick.tally.rescued = rescued
    return tick
  }

  /// This very program, also when its file was replaced meanwhile: both ends of the channel have to be of one version.
  private static let helper = "/proc/self/exe"

  /// Whether new steps may still be begun.
  var mayClaim: Bool {
    !stop.isReceived && options.began.duration(to: .now) < options.pace.budget && remainingSteps > 0
  }

  var remainingSteps: Int { options.maxSteps.map { max(0, $0 - begun) } ?? .max }
}

/// Something that is done again and again, with a pause between.
struct Interval {
  private let pause: Duration
  private var last = ContinuousClock.now

  init(_ pause: Duration) { self.pause = pause }

  var isOver: Bool { last.duration(to: .now) >= pause }

  /// True once in each pause.
  mutating func isDue() -> Bool {
    guard isOver else { return false }
    last = .now
    return true
  }
}
