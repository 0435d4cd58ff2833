import Documents
import JSON

/// Reads one object strictly: every key is a setting in one of its spellings, or reported.
struct ObjectReader {
  let place: Place
  let findings: Findings
  let table: KeyTable
  /// The settings by their proper names.
  private var fields: [String: Field] = [:]
  /// The settings with nothing behind them.
  private var empty: Set<String> = []
  /// Members that aren't settings, if the object may have some.
  private(set) var rest = JSONObject()

  /// Nil after reporting that the value is no object.
  ///
  /// - Parameter isOpen: keys that aren't in the table belong to the author and end up in ``rest``.
  init?(_ field: Field, _ table: KeyTable, isOpen: Bool = false) {
    guard let object = field.object() else { return nil }
    self.place = field.place
    self.findings = field.findings
    self.table = table
    for (spelling, value) in object {
      admit(Field(value: value, place: place.key(spelling), findings: findings), spelled: spelling, isOpen: isOpen)
    }
  }

  /// The setting, unless it is missing or null.
  func field(_ name: String) -> Field? { fields[name] }

  func has(_ name: String) -> Bool { fields[name] != nil }

  /// Whether the setting is there with nothing behind it.
  func isEmpty(_ name: String) -> Bool { fields[name] == nil && empty.contains(name) }

  /// Reports a setting that must be there.
  func missing(_ name: String, hint: String? = nil) {
    findings.report(
      .missingKey, at: place, "\(table.object) needs `\(name)`", expected: name, hint: hint)
  }

  func text(_ name: String) -> Sourced<String>? { field(name)?.text() }

  func raw(_ name: String) -> Sourced<JSONValue>? { field(name)?.raw }

  func duration(_ name: String) -> Sourced<TimeSpan>? { field(name)?.duration() }

  private mutating func admit(_ field: Field, spelled spelling: String, isOpen: Bool) {
    switch table.meaning(of: spelling) {
    case .setting(let name, let plain):
      if let plain { deprecated(spelling, plain, at: field.place) }
      if field.value.isNull {
        empty.insert(name)
        return
      }
      if let earlier = fields[name] { compare(earlier, field, spelled: spelling) } else { fields[name] = field }
    case .notYet(let feature): Unsupported.report(feature, at: field.place, part: .key, findings)
    case nil where isOpen: rest[spelling] = field.value
    case nil: unknown(spelling, at: field.place)
    }
  }

  /// The same setting in two spellings is harmless if both say the same.
  private func compare(_ earlier: Field, _ later: Field, spelled spelling: String) {
    guard earlier.value != later.value else { return }
    findings.report(
      .conflictingKeys, at: later.place, part: .key,
      "`\(spelling)` is the same setting as `\(earlier.place)`, and says something else",
      hint: "keep one of the two")
  }

  private func unknown(_ spelling: String, at place: Place) {
    findings.report(
      .unknownKey, at: place, part: .key, "\(table.object) has no key `\(spelling)`", actual: spelling,
      hint: findings.nearest(to: spelling, among: table.names).map { "did you mean `\($0)`?" }
        ?? StateKeys.owner(of: spelling).map { "`\(spelling)` belongs to \($0)" }
        ?? "its keys are \(Spelling.list(table.keys.map(\.name)))")
  }

  private func deprecated(_ spelling: String, _ plain: String, at place: Place) {
    findings.report(
      .deprecatedSpelling, .warning, at: place, part: .key, "`\(spelling)` is an old spelling", expected: plain,
      actual: spelling, hint: "write `\(plain)`")
  }
}
