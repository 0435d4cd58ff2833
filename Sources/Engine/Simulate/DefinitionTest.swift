public import JSON

/// One entry of a definition's `tests`: an input, answers, and what shall come of them.
public struct DefinitionTest: Sendable {
  public var name: String
  public var input: JSONObject
  /// When the run begins.
  public var start: Instant
  public var fixtures: Fixtures
  public var expected: Expectation

  public struct Expectation: Sendable {
    public var status: RunStatus?
    /// The states of the run's own block, in the order in which they are entered.
    public var path: [String]?
    /// Members that aren't named here may be anything.
    public var output: JSONValue?
    var calls = ExpectedCalls()
    /// The error's type, and a text that its message contains.
    public var errorType: String?
    public var errorMessage: String?

    public init() {}
  }

  public init(
    name: String, input: JSONObject = [:], start: Instant = SimulatedRun.standardStart, fixtures: Fixtures,
    expected: Expectation
  ) {
    self.name = name
    self.input = input
    self.start = start
    self.fixtures = fixtures
    self.expected = expected
  }

  /// Simulates the run and says what is not as expected; nothing when all is.
  ///
  /// - Throws: ``InvariantViolation`` when the engine contradicts itself.
  public func failures(
    of program: Program, agents: AgentCatalog = AgentCatalog(), config: JSONObject = [:], zones: ZoneData = .utcOnly
  ) throws(InvariantViolation) -> (failures: [String], report: SimulationReport) {
    var run = SimulatedRun(
      program, input: input, fixtures: fixtures, agents: agents, config: config, zones: zones, start: start)
    let report = try run.finish()
    return (differences(in: report), report)
  }

  private func differences(in report: SimulationReport) -> [String] {
    if let stuck = report.stuck { return ["the run did not end: \(stuck)"] }
    var differences: [String] = []
    let status = expected.status ?? (expected.errorType == nil ? .completed : .failed)
    if report.status != status {
      let why = report.error.map { ": \($0.message)" } ?? ""
      differences.append("expected the run \(status.rawValue), it is \(report.status.rawValue)\(why)")
    }
    if let path = expected.path, path != report.path {
      differences.append("expected the path \(Self.arrows(path)), it took \(Self.arrows(report.path))")
    }
    if let output = expected.output {
      differences += ValueDifference.between(output, report.output ?? .null, at: "output")
    }
    differences += expected.calls.differences(in: report.calls)
    if let type = expected.errorType, report.error?.types.contains(type) != true {
      differences.append("expected an error of type \(type), found \(report.error?.type ?? "none")")
    }
    if let message = expected.errorMessage, report.error?.message.contains(message) != true {
      differences.append("expected a message with \"\(message)\", found \"\(report.error?.message ?? "")\"")
    }
    return differences
  }

  private static func arrows(_ path: [String]) -> String { path.isEmpty ? "nothing" : path.joined(separator: " → ") }
}

/// Where a value isn't what was expected of it. Objects may have more members than are expected.
enum ValueDifference {
  static func between(_ expected: JSONValue, _ found: JSONValue, at place: String) -> [String] {
    switch (expected, found) {
    case (.object(let expected), .object(let found)):
      return expected.flatMap { key, value -> [String] in
        guard let member = found[key] else { return ["\(place).\(key) is missing; expected \(value.text)"] }
        return between(value, member, at: "\(place).\(key)")
      }
    case (.array(let expected), .array(let found)) where expected.count == found.count:
      return zip(expected, found).enumerated().flatMap { between($1.0, $1.1, at: "\(place)[\($0)]") }
    default:
      return expected.isSame(as: found) ? [] : ["\(place): expected \(expected.text), found \(found.text)"]
    }
  }
}

extension JSONValue {
  /// 1 and 1.0 are the same number to a reader.
  fileprivate func isSame(as other: JSONValue) -> Bool {
    if self == other { return true }
    guard let one = doubleValue, let two = other.doubleValue else { return false }
    return one == two
  }
}
