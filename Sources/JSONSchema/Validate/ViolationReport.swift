import JSON

/// Collects violations and knows which part of the value is looked at.
struct ViolationReport: Sendable {
  enum Step: Sendable {
    case member(String)
    case item(Int)
    /// The name of a member itself, which `propertyNames` looks at.
    case name(String)
  }

  private(set) var violations: [Violation] = []
  private var path: [Step] = []

  /// Nobody reads more, and a list of a million wrong items would make a million of them.
  private static let maximumCount = 100

  mutating func enter(_ step: Step) { path.append(step) }

  mutating func leave() { path.removeLast() }

  mutating func add(_ location: String, _ complaint: String) { add(location, sentence: "\(subject) \(complaint)") }

  mutating func add(_ location: String, sentence: String) {
    guard violations.count < ViolationReport.maximumCount else { return }
    let violation = Violation(instancePath: pointer, schemaPath: location, message: sentence)
    if !violations.contains(violation) { violations.append(violation) }
  }

  /// A report from the same place without violations.
  var emptied: ViolationReport {
    var report = self
    report.violations = []
    return report
  }

  private var pointer: JSONPointer {
    JSONPointer(
      path.compactMap { step in
        switch step {
        case .member(let name): name
        case .item(let index): String(index)
        case .name: nil
        }
      })
  }

  /// The part of the value in words: `servers[0].port`.
  private var subject: String {
    if case .name(let name) = path.last { return "the name \(JSONValue.string(name).text)" }
    return path.isEmpty ? "the value" : name(of: nil)
  }

  /// The name of the part, or of a member of it.
  func name(of member: String?) -> String {
    var name = ""
    for step in path + (member.map { [.member($0)] } ?? []) {
      switch step {
      case .item(let index): name += name.isEmpty ? "item \(index)" : "[\(index)]"
      case .member(let member) where Wording.isPlain(member): name += name.isEmpty ? member : ".\(member)"
      case .member(let member): name += name.isEmpty ? Wording.quoted(member) : "[\(Wording.quoted(member))]"
      case .name: break
      }
    }
    return name
  }
}
