import JSON

/// Decodes the `tests` of a definition.
struct TestDecoder {
  let findings: Findings

  static let test = KeyTable("a test", ["name", "input", "fixtures", "expect"])
  static let expectation = KeyTable(
    "an expectation", ["status", "path", "output", .init("errorType", "error"), "errorMessage"])

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
    guard let expected = expectation(expect), let fixtures = fixtures(reader.field("fixtures")) else { return nil }
    return DefinitionTest(
      name: reader.text("name")?.value ?? "test \(number)", input: reader.field("input")?.object() ?? [:],
      fixtures: fixtures, expected: expected)
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
    expected.errorType = reader.text("errorType")?.value
    expected.errorMessage = reader.text("errorMessage")?.value
    return expected
  }
}
