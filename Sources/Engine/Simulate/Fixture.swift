public import JSON

/// What a simulation answers for something that the run asks of the world.
public enum Fixture: Hashable, Sendable {
  /// A result, a signal's payload, or an approval's decision.
  case value(JSONValue)
  /// `{"$error": {type, message}}` or `{"$error": "message"}`: the attempt fails.
  case error(RunError)
  /// `"$timeout"`: the attempt, the wait or the approval takes too long.
  case timeout

  /// Reads one answer as a definition's tests and `escapement simulate` write it.
  ///
  /// - Throws: the reason, as a sentence, when the value looks like a failure and isn't one.
  public init(_ json: JSONValue) throws(FixtureError) {
    if json == "$timeout" {
      self = .timeout
    } else if let failure = json["$error"] {
      guard json.objectValue?.count == 1 else {
        throw FixtureError("`$error` stands alone: {\"$error\": {\"type\": …, \"message\": …}}")
      }
      self = .error(try Self.error(failure))
    } else {
      self = .value(json)
    }
  }

  private static func error(_ json: JSONValue) throws(FixtureError) -> RunError {
    if let message = json.stringValue { return RunError(.agentError, message) }
    guard let object = json.objectValue, let message = object["message"]?.stringValue ?? object["type"]?.stringValue
    else { throw FixtureError("`$error` is a message, or an object with `type` and `message`") }
    if let extra = object.keys.first(where: { !["type", "message", "details"].contains($0) }) {
      throw FixtureError("`$error` has no `\(extra)`; it has `type`, `message` and `details`")
    }
    return RunError(
      type: object["type"]?.stringValue ?? RunError.Kind.agentError.rawValue, message: message,
      details: object["details"]?.objectValue ?? [:])
  }
}

/// What is wrong with a fixture, as a sentence.
public struct FixtureError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String

  public init(_ description: String) { self.description = description }
}

/// Answers by name: a step's path, a state's name, or an agent's id, the most precise first.
///
/// A list under `$each` answers one time after the other: `{"$each": [{"$error": "no"}, 5]}`; the last one stays.
public struct Fixtures: Sendable {
  private var answers: [String: [Fixture]]

  /// - Throws: ``FixtureError``, with the name.
  public init(_ json: JSONObject = [:]) throws(FixtureError) {
    answers = [:]
    for (name, value) in json {
      do throws(FixtureError) {
        answers[name] = try Self.list(value)
      } catch {
        throw FixtureError("the fixture `\(name)`: \(error.description)")
      }
    }
  }

  private static func list(_ value: JSONValue) throws(FixtureError) -> [Fixture] {
    guard let each = value["$each"] else { return [try Fixture(value)] }
    guard let elements = each.arrayValue, !elements.isEmpty, value.objectValue?.count == 1 else {
      throw FixtureError("`$each` is a list of answers, and stands alone")
    }
    var fixtures: [Fixture] = []
    for element in elements { fixtures.append(try Fixture(element)) }
    return fixtures
  }

  public var names: [String] { answers.keys.sorted() }

  /// The first of the names that has an answer.
  func name(among names: [String]) -> String? { names.first { answers[$0] != nil } }

  /// What would be taken next under a name.
  func next(_ name: String) -> Fixture? { answers[name]?.first }

  /// The next answer under the first of the names that has one.
  mutating func take(_ names: [String]) -> Fixture? {
    for name in names {
      guard let list = answers[name], let first = list.first else { continue }
      if list.count > 1 { answers[name] = Array(list.dropFirst()) }
      return first
    }
    return nil
  }
}
