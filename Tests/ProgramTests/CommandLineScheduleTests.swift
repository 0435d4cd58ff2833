import Foundation
import JSON
import Testing

/// `escapement schedules` and `calendars`, as docs/schedules.md shows them.
@Suite(.timeLimit(.minutes(3))) struct CommandLineScheduleTests {
  private let house: TestHouse

  init() throws {
    house = try TestHouse()
    try house.write(
      """
      id: report
      inputSchema: {type: object, properties: {region: {type: string}}, required: [region]}
      states: [{name: note, type: inject, data: {noted: "{{ input.region }}"}, end: true}]
      """, to: "data/workflows/report.workflow.yaml")
    try house.escapement("sync")
  }

  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/schedules.md")

  /// The blocks of the page of one kind.
  private func blocks(_ kind: String) throws -> [String] {
    try String(contentsOf: Self.page, encoding: .utf8).components(separatedBy: "```\(kind)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test func `the commands of the page on schedules do what it says`() throws {
    let commands = try blocks("console").flatMap { $0.split(separator: "\n").map(String.init) }
    #expect(commands.count > 8)
    for command in commands {
      try house.escapement(words: try shellWords(String(command.dropFirst("$ escapement ".count))))
    }
    let list = try JSONValue(parsing: try house.escapement("schedules", "list", "--format", "json"))
    #expect(
      list[0]?["everySeconds"] == 900 && list[0]?["overlap"] == "allow" && list[0]?["timezone"] == "Europe/Berlin")
    #expect(try house.escapement("schedules", "slots", "Nightly").contains("skippedByUser"))
  }

  @Test func `the files of the page on schedules are taken as they are`() throws {
    let files = try blocks("yaml")
    try house.write(files[0], to: "nightly.yaml")
    try house.escapement("schedules", "create", "--file", house.path("nightly.yaml"))
    try house.write(files[1], to: "germany.yaml")
    try house.escapement("calendars", "create", "germany", house.path("germany.yaml"))
    try house.escapement("schedules", "update", "Nightly", "--option", "calendar=germany")
    let shown = try JSONValue(parsing: try house.escapement("schedules", "show", "Nightly", "--format", "json"))
    #expect(shown["calendar"] == "germany" && shown["overlap"] == "bufferOne" && shown["maxRuns"] == 100)
    try house.escapement("schedules", "delete", "Nightly")
    try house.escapement("calendars", "delete", "germany")
  }

  @Test func `what is wrong is told with its place and what was probably meant`() throws {
    let program = try BuiltProgram(
      "escapement",
      [
        "schedules", "create", "--workflow", "report", "--name", "x", "--cron", "61 * * * *", "--timezone",
        "Europe/Berln",
        "--data", house.data,
      ], scratch: house.folder)
    #expect(try program.wait() == 65)
    #expect(program.errors.contains("did you mean 'Europe/Berlin'"))
    #expect(program.errors.contains("61"))
  }

  /// Splits at blanks outside of quotation marks.
  private func shellWords(_ line: String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let ended = word { words.append(ended) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    try #require(quote == nil)
    return words
  }
}
