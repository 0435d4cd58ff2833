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

  mutating func add(
    _ location: String, _ complaint: String, causes: [Violation] = [], expectation: String? = nil
  ) {
    add(
      Violation(
        instancePath: pointer, schemaPath: location, message: "\(subject) \(complaint)", causes: causes,
        expectation: expectation))
  }

  mutating func add(_ location: String, missing name: String, sentence: String) {
    add(Violation(instancePath: pointer, schemaPath: location, message: sentence, missingMember: name))
  }

  mutating func add(_ violation: Violation) {
    guard violations.count < ViolationReport.maximumCount, !violations.contains(violation) else { return }
    violations.append(violation)
  }

  /// A report from the same place without violations.
  var emptied: ViolationReport {
    var report = self
    report.violations = []
    return report
  }

  /// The part of the value that is looked at.
  var pointer: JSONPointer {
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
    let steps = path + (member.map { [.member($0)] } ?? [])
    if case .item(let index) = steps.first, steps.count == 1 { return "item \(index)" }
    var name = ""
    for step in steps {
      switch step {
      case .item(let index): name += "[\(index)]"
      case .member(let member) where Wording.isPlain(member): name += name.isEmpty ? member : ".\(member)"
      case .member(let member): name += name.isEmpty ? Wording.quoted(member) : "[\(Wording.quoted(member))]"
      case .name: break
      }
    }
    return name
  }
}
