/// The keys of a schedule, as JSON and YAML write it; forms are brought into the same shape.
enum ScheduleKeys {
  static let schedule = KeyTable(
    "a schedule",
    [
      "name", .init("workflowId", "workflow"), .init("kind", "triggerType"), "runAt", "cron", "gap",
      .init("repeat", "repeats"), .init("every", "everySeconds", "interval"), "anchor", .init("after", "afterSeconds"),
      .init("timezone", "timeZone"), "payload",
      .init("enabled", "isEnabled"), "activeHours", "calendar", "onHoliday", "startAt", "endAt", "maxRuns",
      .init("jitterSeconds", "jitter"), "overlap", "catchUp", "pauseOnFailure", "note",
    ])

  static let activeHours = KeyTable("active hours", ["start", "end", "days"])

  static let catchUp = KeyTable(
    "a catch-up policy",
    ["mode", .init("windowSeconds", "window"), "max", .init("spacingSeconds", "spacing")])

  /// The settings that say when; a schedule has exactly one of them.
  static let timings = ["runAt", "cron", "every", "after"]
}

/// What a schedule may ask for at most; each number is far beyond what anybody means.
enum ScheduleBounds {
  /// A line of a list.
  static let nameCharacters = 120
  /// A remark, not a document.
  static let noteBytes = 4_000
  static let runs = 1...1_000_000_000
  /// Spreading over more than a day would move a fire to another date.
  static let longestJitter = TimeSpan.seconds(86_400)
  /// Older slots are history.
  static let longestCatchUp = TimeSpan.seconds(366 * 86_400)
  /// More at once is a backfill, which has a spacing of its own.
  static let caughtUp = 1...CatchUp.largestMax
  static let longestSpacing = TimeSpan.seconds(86_400)
}
