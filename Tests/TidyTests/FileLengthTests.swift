import Testing

struct FileLengthTests {
  /// Beyond this a file has two reasons to change. Catalogues may be longer; they are listed here, with why.
  static let mostLines = 450
  static let catalogues: [String: String] = [:]

  @Test func `no Swift file is longer than one reader keeps in mind`() throws {
    let files = try Repository.sources.get() + Repository.tests.get()
    let findings = files.filter { $0.lines.count > Self.mostLines && Self.catalogues[$0.path] == nil }
      .map { Finding(file: $0.path, message: "\($0.lines.count) lines") }
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test func `folders are named by what they hold`() throws {
    let vague: Set<Substring> = ["Utils", "Utilities", "Helpers", "Models", "Managers", "Common", "Misc"]
    let findings = try Repository.own.files(in: "Sources", suffix: ".swift")
      .filter { $0.split(separator: "/").contains(where: vague.contains) }
    #expect(findings.isEmpty, "\(findings)")
  }
}
