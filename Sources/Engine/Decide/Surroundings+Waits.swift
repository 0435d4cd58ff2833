import Cron
import JSON

/// When a sleep is over.
struct WakeTime {
  var at: Instant
  /// The edition of the zone data that a local time was read by.
  var zoneData: String?
}

extension Surroundings {
  /// When a sleep is over.
  func wakeTime(of sleep: Sleep) throws(RunError) -> WakeTime {
    switch sleep.length {
    case .duration(let template):
      return WakeTime(at: scope.now + (try duration(template)))
    case .until(let moment, let zone):
      let value = try moment.render(in: scope)
      guard let text = value.stringValue else {
        throw RunError(.validation, "`until` must be \(UntilText.forms), but is \(value.article) \(value.typeName)")
      }
      // A zone that doesn't exist is a mistake even where an instant makes it needless.
      let zone = try zone.map { (template) throws(RunError) in try self.zone(try self.text(template)) }
      return try wakeTime(text, zone)
    }
  }

  private func wakeTime(_ text: String, _ zone: Zone?) throws(RunError) -> WakeTime {
    switch UntilText(text) {
    case .instant(let instant): return WakeTime(at: instant)
    case .local(let local):
      guard let zone else {
        throw RunError(.validation, "'\(text)' is a local time without a zone: give its offset or a `timezone`")
      }
      return WakeTime(
        at: UntilText.instant(of: local, in: zone), zoneData: ZoneData.isUTC(zone.name) ? nil : zones.version)
    case nil: throw RunError(.validation, "`until` must be \(UntilText.forms), but is '\(text)'")
    }
  }

  private func zone(_ name: String) throws(RunError) -> Zone {
    do { return try zones.zone(name) } catch { throw RunError(.validation, "`timezone`: \(error)") }
  }

  private func duration(_ template: Template) throws(RunError) -> TimeSpan {
    let value = try template.render(in: scope)
    let span: TimeSpan? =
      switch value {
      case .integer(let seconds): .seconds(seconds)
      case .double(let seconds): .fractionalSeconds(seconds)
      case .string(let text): DurationText.span(text)
      case .null, .bool, .array, .object: nil
      }
    guard let span, (TimeSpan(milliseconds: 0)...DurationText.longest).contains(span) else {
      throw RunError(
        .validation, "`duration` must be \(DurationText.forms), at most ten years, but is \(value.text)")
    }
    return span
  }

  /// What an await waits for, with everything in it that depends on data.
  func expectation(of wait: Await, timeout: TimeSpan?) throws(RunError) -> Expectation {
    let (template, isEvent) =
      switch wait.source {
      case .signal(let name): (name, false)
      case .event(let name): (name, true)
      }
    return Expectation(
      isEvent: isEvent, name: try messageName(template), correlation: try correlation(wait.correlation),
      since: wait.lookback.map { scope.now - $0 },
      until: timeout.map { scope.now + $0 })
  }

  func message(of emit: Emit) throws(RunError) -> OutgoingEvent {
    let payload = try emit.payload?.render(in: scope) ?? .null
    guard payload.approximateSize <= limits.outputBytes else {
      throw RunError(
        .limit,
        "the event's payload has about \(payload.approximateSize) bytes; at most \(limits.outputBytes) can be sent")
    }
    return OutgoingEvent(
      name: try messageName(emit.event), payload: payload, correlation: try correlation(emit.correlation))
  }

  private func messageName(_ template: Template) throws(RunError) -> String {
    let name = try text(template)
    if MessageName.isWellFormed(name) { return name }
    throw RunError(.validation, "a signal's or event's name has \(MessageName.form)")
  }

  /// Null means that any will do.
  private func correlation(_ template: Template?) throws(RunError) -> String? {
    guard let value = try template?.render(in: scope), !value.isNull else { return nil }
    let text = value.stringValue ?? value.text
    if MessageName.isCorrelation(text) { return text }
    throw RunError(.validation, "a correlation has at most \(MessageName.maximumCorrelationBytes) bytes")
  }
}
