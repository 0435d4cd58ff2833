import JSON

extension StateDecoder {
  func readSleep(_ reader: ObjectReader, into state: inout StateTree) {
    refuse(["input", "inputPath"], in: reader, "a sleep takes nothing in")
    refuse(["output", "outputPath", "resultPath"], in: reader, "a sleep has no result")
    refuse(["retry", "timeoutSeconds"], in: reader, "a sleep ends when its time is over")
    if let field = reader.field("duration") {
      for key in ["until", "timezone"] {
        if let other = reader.field(key) { conflict("`duration`", "`\(key)`", at: other.place) }
      }
      state.kind = duration(field).map { .sleep(.duration($0)) } ?? .unreadable
    } else if let field = reader.field("until") {
      let zone = reader.field("timezone").flatMap(zone)
      if reader.has("timezone"), zone == nil { return }
      state.kind = until(field, zone: zone).map { .sleep(.until($0, zone: zone)) } ?? .unreadable
    } else {
      reader.missing("duration", hint: "or `until` with an instant")
    }
  }

  /// Reports keys that every state may have and that mean nothing in this one.
  func refuse(_ keys: [String], in reader: ObjectReader, _ reason: String) {
    for key in keys {
      guard let field = reader.field(key) else { continue }
      findings.report(.invalidValue, at: field.place, part: .key, "`\(key)` means nothing here: \(reason)")
    }
  }

  /// A constant is checked now, a template when it has a value.
  private func duration(_ field: Field) -> Sourced<JSONValue>? {
    if let text = field.value.stringValue, TemplateText.mayBeTemplate(text) { return field.raw }
    return field.duration(zeroAllowed: true).map { _ in field.raw }
  }

  private func zone(_ field: Field) -> Sourced<JSONValue>? {
    field.text() == nil ? nil : field.textTemplate()
  }

  private func until(_ field: Field, zone: Sourced<JSONValue>?) -> Sourced<JSONValue>? {
    guard let text = field.text()?.value else { return nil }
    if TemplateText.mayBeTemplate(text) { return field.textTemplate() }
    switch UntilText(text) {
    case .local where zone == nil:
      field.invalid(
        "`\(text)` is a local time without a zone", expected: UntilText.forms,
        hint: "write its offset, as in `\(text)+01:00`, or a `timezone`")
      return nil
    case .local, .instant: return field.textTemplate()
    case nil:
      field.invalid("`\(text)` is no time", expected: UntilText.forms)
      return nil
    }
  }
}
