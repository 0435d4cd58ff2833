import JSON

/// Decodes the `tests` of a definition.
struct TestDecoder {
  let findings: Findings

  static let test = KeyTable("a test", ["name", "input", "now", "fixtures", "expect"])
  static let expectation = KeyTable(
    "an expectation", ["status", "path", "output", "calls", .init("errorType", "error"), "errorMessage"])

  func tests(_ field: Field) -> [DefinitionTest] {
    guard let elements = field.elements() else { return [] }
    return elements.enumerated().compactMap { test($1, number: $0 + 1) }
  }

  private func test(_ field: Field, number: Int) -> DefinitionTest? {
    guard let reader = ObjectReader(field, Self.test) else { return nil }
    guard let expect = reader.field("expect") else {
      reader.missing("expect", hint: "what shall come of it: `status`, `path`, `output`")
      return nil
    }
    guard let expected = expectation(expect), let fixtures = fixtures(reader.field("fixtures")),
      let start = start(reader.field("now"))
    else { return nil }
    return DefinitionTest(
      name: reader.text("name")?.value ?? "test \(number)", input: reader.field("input")?.object() ?? [:], start: start,
      fixtures: fixtures, expected: expected)
  }

  private func start(_ field: Field?) -> Instant? {
    guard let field else { return SimulatedRun.standardStart }
    guard let text = field.text()?.value else { return nil }
    guard let instant = Instant(text) else {
      field.invalid("`\(text)` is no instant", expected: "RFC 3339, as 2026-11-21T09:30:00Z")
      return nil
    }
    return instant
  }

  private func fixtures(_ field: Field?) -> Fixtures? {
    guard let field else { return try? Fixtures() }
    guard let object = field.object() else { return nil }
    do throws(FixtureError) { return try Fixtures(object) } catch {
      field.invalid(error.description)
      return nil
    }
  }

  private func expectation(_ field: Field) -> DefinitionTest.Expectation? {
    guard let reader = ObjectReader(field, Self.expectation) else { return nil }
    var expected = DefinitionTest.Expectation()
    expected.status = reader.field("status")?.choice(of: RunStatus.allCases.filter(\.isTerminal))?.value
    expected.path = reader.field("path")?.texts()?.map(\.value)
    expected.output = reader.raw("output")?.value
    for (name, inputs) in reader.field("calls")?.objectFields() ?? [] {
      expected.calls.inputs.append((name, inputs.elements()?.map(\.value) ?? []))
    }
    expected.errorType = reader.text("errorType")?.value
    expected.errorMessage = reader.text("errorMessage")?.value
    return expected
  }
}
