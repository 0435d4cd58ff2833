import JSON

/// `required`.
final class Required: Keyword {
  private let location: String
  let names: [String]

  init?(_ compiler: NodeCompiler) {
    guard let names = compiler.names("required") else { return nil }
    self.names = names
    location = compiler.location("required")
  }

  var kinds: ValueKinds { .object }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .object(let members) = value else { return true }
    var isAccepted = true
    for name in names where members.position(of: name) == nil {
      isAccepted = validation.fail(location, missing: name)
      if validation.report == nil { return false }
    }
    return isAccepted
  }
}

/// `dependentRequired`: some members need others beside them.
final class DependentRequired: Keyword {
  private let location: String
  let dependencies: [(name: String, needed: [String])]

  init?(_ compiler: NodeCompiler) {
    guard let dependencies = compiler.object("dependentRequired") else { return nil }
    var needs: [(name: String, needed: [String])] = []
    for (name, value) in dependencies {
      guard let names = NodeCompiler.names(value) else {
        compiler.report("what '\(name)' needs must be a list of different names", "dependentRequired")
        return nil
      }
      needs.append((name, names))
    }
    self.dependencies = needs
    location = compiler.location("dependentRequired")
  }

  init(_ dependencies: [(name: String, needed: [String])], location: String) {
    self.dependencies = dependencies
    self.location = location
  }

  var kinds: ValueKinds { .object }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .object(let members) = value else { return true }
    var isAccepted = true
    for (name, needed) in dependencies where members.position(of: name) != nil {
      for other in needed where members.position(of: other) == nil {
        isAccepted = validation.fail(location, missing: other, circumstance: " where \(name) is given")
        if validation.report == nil { return false }
      }
    }
    return isAccepted
  }
}

extension Validation {
  fileprivate mutating func fail(_ location: String, missing name: String, circumstance: String = "") -> Bool {
    guard let subject = report?.name(of: name) else { return false }
    report?.add(location, missing: name, sentence: "\(subject) is required\(circumstance), but is missing")
    return false
  }
}
