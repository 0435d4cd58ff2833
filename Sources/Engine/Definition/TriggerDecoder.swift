import JSON

/// Decodes `on`: one trigger, or a list of them.
struct TriggerDecoder {
  let findings: Findings

  static let keys = KeyTable("a trigger", ["name", "event", "webhook", "if", "input"])

  /// Each is looked at with every event of its type. Nobody writes more by hand.
  static let mostTriggers = 32

  func triggers(_ field: Field?) -> [TriggerTree] {
    guard let field else { return [] }
    let isList = field.value.arrayValue != nil
    guard let entries = isList ? field.elements() : [field] else { return [] }
    guard entries.count <= Self.mostTriggers else {
      findings.report(
        .limit, at: field.place, "a workflow can't have more than \(Self.mostTriggers) triggers",
        expected: "\(Self.mostTriggers)", actual: "\(entries.count)")
      return []
    }
    var triggers: [TriggerTree] = []
    for trigger in entries.compactMap(trigger) {
      if triggers.contains(where: { $0.name.value == trigger.name.value }) {
        findings.report(
          .duplicateName, at: trigger.name.place, "two triggers are called `\(trigger.name.value)`",
          actual: trigger.name.value, hint: "give each a `name`; without one it is called after what it listens to")
      }
      triggers.append(trigger)
    }
    return triggers
  }

  private func trigger(_ field: Field) -> TriggerTree? {
    guard let reader = ObjectReader(field, Self.keys), let source = source(reader) else { return nil }
    var trigger = TriggerTree(name: Sourced(value: source.words, place: field.place), source: source)
    if let written = reader.field("name") {
      guard let name = messageName(written) else { return nil }
      trigger.name = name
    }
    trigger.condition = reader.field("if")?.condition()
    trigger.input = reader.field("input")?.objectTemplate()
    return trigger
  }

  private func source(_ reader: ObjectReader) -> Trigger.Source? {
    switch (reader.field("event"), reader.field("webhook")) {
    case (let event?, nil): return messageName(event).map { .event($0.value) }
    case (nil, let webhook?): return messageName(webhook).map { .webhook($0.value) }
    case (_?, let webhook?):
      findings.report(
        .conflictingKeys, at: webhook.place, part: .key, "a trigger has either `event` or `webhook`",
        hint: "write two triggers")
    case (nil, nil): reader.missing("event", hint: "or `webhook`")
    }
    return nil
  }

  /// What a trigger listens to is known before anything happens, so that it is no template.
  private func messageName(_ field: Field) -> Sourced<String>? {
    guard let text = field.text() else { return nil }
    guard !TemplateText.mayBeTemplate(text.value), MessageName.isWellFormed(text.value) else {
      field.invalid(
        "`\(text.value)` can't be a name here", expected: MessageName.form,
        hint: TemplateText.mayBeTemplate(text.value) ? "no template: choose with `if`" : nil)
      return nil
    }
    return text
  }
}
