import Cron
import JSON

extension ScheduleReader {
  /// When it fires; nil after reporting what is wrong with it.
  func timing(in zone: Zone?) -> ScheduleTiming? {
    let written = ScheduleKeys.timings.compactMap { key in reader.field(key).map { (key: key, field: $0) } }
    let kind = reader.field("kind")?.choice(of: ScheduleTiming.Kind.allCases)
    guard let first = written.first else {
      reader.missing(
        kind.map { Self.key(of: $0.value) } ?? "cron",
        hint: "say when it fires: `runAt`, `cron`, `every`, or `after` (the end of the run before)")
      return nil
    }
    for other in written.dropFirst() {
      findings.report(
        .conflictingKeys, at: other.field.place, part: .key, "`\(first.key)` and `\(other.key)` exclude each other",
        hint: "make two schedules, or keep one of the two")
    }
    if let kind, Self.key(of: kind.value) != first.key, kind.value != .interval || first.key != "after" {
      findings.report(
        .conflictingKeys, at: kind.place, "a schedule of kind `\(kind.value.rawValue)` has no `\(first.key)`",
        hint: "it has `\(Self.key(of: kind.value))`; the kind may be left out")
      return nil
    }
    refuseStrangers(besides: first.key)
    guard written.count == 1 else { return nil }
    switch first.key {
    case "runAt": return once(first.field, in: zone)
    case "cron": return cron(first.field)
    case "every": return interval(first.field, in: zone)
    default: return first.field.wholeSeconds().map { .after($0) }
    }
  }

  private static func key(of kind: ScheduleTiming.Kind) -> String {
    switch kind {
    case .once: "runAt"
    case .cron: "cron"
    case .interval: "every"
    }
  }

  /// Settings that belong to another timing would be ignored, so that they are refused.
  private func refuseStrangers(besides key: String) {
    let owners = ["gap": "cron", "repeat": "cron", "anchor": "every"]
    for (setting, owner) in owners.sorted(by: { $0.key < $1.key }) where owner != key {
      guard let field = reader.field(setting) else { continue }
      findings.report(
        .conflictingKeys, at: field.place, part: .key, "`\(setting)` means nothing beside `\(key)`",
        hint: "it belongs to `\(owner)`")
    }
  }

  private func once(_ field: Field, in zone: Zone?) -> ScheduleTiming? {
    guard let moment = moment(field, in: zone) else { return nil }
    if moment <= surroundings.now, surroundings.earlier?.timing != .once(moment) {
      field.invalid(
        "\(moment) is in the past", expected: "a moment after \(surroundings.now)",
        hint: "to start the workflow at once, run it, or trigger the schedule")
      return nil
    }
    return .once(moment)
  }

  private func cron(_ field: Field) -> ScheduleTiming? {
    let gap = reader.field("gap")?.choice(of: GapPolicy.allCases)?.value ?? .runAfter
    let repeats = reader.field("repeat")?.choice(of: RepeatPolicy.allCases)?.value ?? .first
    guard let text = field.text()?.value else { return nil }
    do {
      _ = try CronExpression(text)
      return .cron(text, gap: gap, repeats: repeats)
    } catch {
      field.invalid(
        error.message, expected: "five fields: minute, hour, day of month, month, day of week",
        hint: error.suggestion)
      return nil
    }
  }

  private func interval(_ field: Field, in zone: Zone?) -> ScheduleTiming? {
    let anchor = reader.field("anchor").map { moment($0, in: zone) }
    if case .some(nil) = anchor { return nil }
    guard let every = field.wholeSeconds() else { return nil }
    return .interval(every: every, anchor: anchor.flatMap { $0 } ?? standardAnchor(every))
  }

  /// An interval without an anchor begins now; edited, it goes on as it was.
  private func standardAnchor(_ every: TimeSpan) -> Instant {
    if case .interval(_, let anchor) = surroundings.earlier?.timing { return anchor }
    return Instant(milliseconds: surroundings.now.milliseconds / 1_000 * 1_000)
  }

  /// An instant, or a local time in the schedule's zone.
  func moment(_ field: Field, in zone: Zone?) -> Instant? {
    guard let text = field.text()?.value else { return nil }
    if let instant = Instant(text) { return instant.wholeSecond }
    guard let civil = LocalMoment.civil(text) else {
      field.invalid(
        "`\(text)` is no moment", expected: "`2026-11-21T09:30:00Z`, or `2026-11-21T09:30` in the schedule's zone")
      return nil
    }
    guard let zone else { return nil }
    switch zone.instants(of: civil) {
    case .one(let seconds): return Instant(milliseconds: seconds * 1_000)
    case .repeated(let first, _):
      findings.report(
        .invalidValue, .warning, at: field.place, "the clocks of \(zone.name) show `\(text)` twice; the first is taken",
        hint: "write an instant with its offset to mean the second")
      return Instant(milliseconds: first * 1_000)
    case .gap:
      field.invalid(
        "the clocks of \(zone.name) skip `\(text)`", expected: "a moment that exists",
        hint: "daylight saving begins then")
      return nil
    }
  }
}

extension Field {
  /// A positive length of time in whole seconds.
  fileprivate func wholeSeconds() -> TimeSpan? {
    guard let span = duration() else { return nil }
    guard span.value.milliseconds % 1_000 == 0 else {
      invalid("fractions of a second can't be planned", expected: "whole seconds")
      return nil
    }
    return span.value
  }
}

extension Instant {
  /// Without the part of a second.
  var wholeSecond: Instant { Instant(milliseconds: milliseconds - ((milliseconds % 1_000) + 1_000) % 1_000) }
}

/// A date and time without a zone, as `2026-11-21T09:30`, with a space or `T`, with seconds or without.
enum LocalMoment {
  static func civil(_ text: String) -> CivilTime? {
    let dated = text.replacing(" ", with: "T")
    // Read as UTC: the fields are the same, and the checks of RFC 3339 hold.
    guard let instant = Instant(dated + "Z") ?? Instant(dated + ":00Z") else { return nil }
    return CivilTime(secondsSince1970: instant.milliseconds / 1_000)
  }
}
