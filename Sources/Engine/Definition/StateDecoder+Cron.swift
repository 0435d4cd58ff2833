import Cron
import JSON

extension StateDecoder {
  /// When a run gets there the state does nothing: it says when runs are to begin.
  func readCron(_ reader: ObjectReader, into state: inout StateTree) {
    state.kind = .inject(Sourced(value: [:], place: reader.place))
    state.input = nil
    let payload = reader.field("input").map { $0.object() } ?? [:]
    let gap = reader.field("gap")?.choice(of: GapPolicy.allCases)?.value ?? .runAfter
    let repeats = reader.field("repeat")?.choice(of: RepeatPolicy.allCases)?.value ?? .first
    guard let field = reader.field("cron") else { return reader.missing("cron", hint: "as `cron: \"30 2 * * *\"`") }
    guard let text = field.text()?.value, let payload else { return }
    if let field = reader.field("input"), holdsTemplate(.object(payload)) {
      return field.invalid("a schedule's payload can't be a template: nothing is known before the run begins")
    }
    do {
      _ = try CronExpression(text)
      let start = CronStart(
        state: state.name.value, cron: text, timezone: reader.text("timezone")?.value, gap: gap, repeats: repeats,
        payload: payload)
      state.cronStart = Sourced(value: start, place: reader.place)
    } catch {
      field.invalid(
        error.message, expected: "five fields: minute, hour, day of month, month, day of week", hint: error.suggestion)
    }
  }

  private func holdsTemplate(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.contains("{{")
    case .array(let elements): elements.contains(where: holdsTemplate)
    case .object(let members): members.values.contains(where: holdsTemplate)
    case .null, .bool, .integer, .double: false
    }
  }
}
