import Engine
import JSON
import Store

/// What a run's page shows besides the run's own row, read from one state of the database.
struct RunFacts: Sendable {
  var timeline: Timeline
  /// Whether the timeline begins later than the run.
  var isLaterPiece: Bool
  /// Of the steps that the timeline shows.
  var details: [StepID: StepDetails]
  var approvals: [ApprovalEntry]
  /// The newest, newest first.
  var events: [StoredEvent]
  /// Of the steps that the events are about.
  var paths: [StepID: String]
  var rootContext: JSONObject?
  /// When a timer wakes it.
  var wakeUp: Instant?
  /// Where it stands under its concurrency key.
  var slot: SlotStanding?

  /// Events on the run's own page; all of them have a page of their own.
  private static let newestEvents: Int64 = 12

  init(of run: Run, timelineFrom cursor: TimelineCursor, in store: any StorageReader) throws {
    timeline = try Timeline(of: run.id, from: cursor, in: store)
    isLaterPiece = cursor.event > 0
    details = [:]
    for case .step(let step) in timeline.entries { details[step.id] = try StepDetails(step.id, of: run.id, in: store) }
    approvals = try store.approvals(ApprovalFilter(tenant: run.tenant, run: run.id), page: .first).items
    let after = max(0, run.eventCount - Self.newestEvents)
    events = try store.events(of: run.id, after: after, limit: Int(Self.newestEvents)).reversed()
    paths = try store.paths(of: events)
    rootContext = try store.context(of: run.id)
    slot = try store.slot(of: run.id)
    wakeUp = run.status.isTerminal ? nil : try store.timers(of: run.id).first?.dueAt
  }

  func timelineViews(_ run: Run, _ context: PageContext) -> [any View] {
    let scale = TimeScale(from: run.createdAt, to: run.finishedAt ?? context.now)
    return timeline.entries.map { entry in
      switch entry {
      case .visit(let visit): VisitRow(visit: visit, context: context, scale: scale)
      case .step(let step): StepRow(run: run, step: step, details: details[step.id], context: context, scale: scale)
      }
    }
  }
}

/// Where a moment lies between a run's beginning and its end, in thousandths.
struct TimeScale: Sendable {
  let from: Instant
  let length: Int64

  init(from: Instant, to: Instant) {
    self.from = from
    length = max(1, to.milliseconds - from.milliseconds)
  }

  func position(_ instant: Instant) -> Int {
    Int(min(max(0, (instant.milliseconds - from.milliseconds) * 1_000 / length), 1_000))
  }
}
