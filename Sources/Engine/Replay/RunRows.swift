import JSON

/// All rows of one run, in memory: as its decisions leave them, or as a store holds them.
public struct RunRows: Sendable {
  /// In the order in which they were opened.
  public private(set) var frames: [Frame] = []
  public private(set) var steps: [Step] = []
  public private(set) var attempts: [AttemptRecord] = []
  public private(set) var approvals: [Approval] = []
  public private(set) var timers: [Timer.Key: Instant] = [:]
  public private(set) var signals: [KeptSignal] = []
  public private(set) var waits: [StepID: EventWait] = [:]

  private var framePlaces: [FrameID: Int] = [:]
  private var stepPlaces: [StepID: Int] = [:]
  private var approvalPlaces: [ApprovalID: Int] = [:]
  private var framesOfStep: [StepID: [Int]] = [:]

  public init() {}

  public func frame(_ id: FrameID) -> Frame? { framePlaces[id].map { frames[$0] } }

  public func step(_ id: StepID) -> Step? { stepPlaces[id].map { steps[$0] } }

  /// The frames of a composite that have ended, in the order in which they were opened.
  public func finishedFrames(of step: StepID) -> [Frame] {
    (framesOfStep[step] ?? []).map { frames[$0] }.filter { $0.status != .live }
  }

  /// Writes what a decision says, but for what it tells others.
  public mutating func apply(_ decision: Decision) {
    if decision.event.type == .runAdopted { goOn(decision) }
    for change in decision.changes { apply(change) }
  }

  private mutating func apply(_ change: Change) {
    switch change {
    case .insertFrame(let frame), .updateFrame(let frame): set(frame)
    case .confirmFrame(let id, let event):
      if let place = framePlaces[id] { frames[place].isWritten(asOf: event) }
    case .insertStep(let step), .updateStep(let step, _): set(step)
    case .insertAttempt(let record): insert(record)
    case .setTimer(let timer): set(timer)
    case .clearTimer(let key): timers[key] = nil
    case .insertApproval(let approval), .updateApproval(let approval): set(approval)
    case .keepSignal(let signal, let number, let at): insert(KeptSignal(number: number, signal: signal, at: at))
    case .takeSignal(let number): signals.removeAll { $0.number == number }
    case .openWait(let wait): insert(wait)
    case .closeWait(let step): waits[step] = nil
    case .publishEvent, .tellChild, .tellParent, .requestSlot, .freeSlot: break
    }
  }

  /// Whatever waits for a clock waits as long as it had left, and what begins anew has no earlier attempts.
  private mutating func goOn(_ decision: Decision) {
    let at = decision.event.at
    let pause = at - Instant(milliseconds: decision.event.detail["until"]?.integerValue ?? at.milliseconds)
    for (key, dueAt) in timers { timers[key] = dueAt + pause }
    let anew = Set(decision.snapshot.steps.values.lazy.filter { $0.createdAt == at && $0.attempt == 1 }.map(\.id))
    attempts.removeAll { anew.contains($0.step) }
  }

  // MARK: Rows

  public mutating func set(_ frame: Frame) {
    if let place = framePlaces[frame.id] {
      frames[place] = frame
      return
    }
    framePlaces[frame.id] = frames.count
    if let owner = frame.owner { framesOfStep[owner, default: []].append(frames.count) }
    frames.append(frame)
  }

  public mutating func set(_ step: Step) {
    if let place = stepPlaces[step.id] {
      steps[place] = step
    } else {
      stepPlaces[step.id] = steps.count
      steps.append(step)
    }
  }

  public mutating func set(_ approval: Approval) {
    if let place = approvalPlaces[approval.id] {
      approvals[place] = approval
    } else {
      approvalPlaces[approval.id] = approvals.count
      approvals.append(approval)
    }
  }

  public mutating func set(_ timer: Timer) { timers[timer.key] = timer.dueAt }

  public mutating func insert(_ record: AttemptRecord) { attempts.append(record) }

  public mutating func insert(_ signal: KeptSignal) { signals.append(signal) }

  public mutating func insert(_ wait: EventWait) { waits[wait.step] = wait }
}
