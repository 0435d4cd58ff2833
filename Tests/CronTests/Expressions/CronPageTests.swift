import Cron
import Foundation
import Testing

/// What docs/cron.md says of expressions. Its examples of the command line are run by ProgramTests.
struct CronPageTests {
  private func page() throws -> String {
    let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: repository.appending(path: "docs/cron.md"), encoding: .utf8)
  }

  /// The rows of the table with this head, cell by cell.
  private func rows(under head: String) throws -> [[String]] {
    let lines = try page().components(separatedBy: "\n")
    let start = try #require(lines.firstIndex(of: head))
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test func `every expression of the page is what the page says`() throws {
    let rows = try rows(under: "| expression | in words |")
    #expect(rows.count > 20)
    for row in rows {
      let expression = row[0].trimmingCharacters(in: ["`"])
      #expect(try CronExpression(expression).explained() == row[1], "\(expression)")
    }
  }

  @Test func `every nickname is on the page`() throws {
    let page = try page()
    let problem = #expect(throws: CronError.self) { try CronExpression("@never") }
    let names = try #require(problem?.suggestion).matches(of: /@\w+/).map { String($0.output) }
    #expect(names.count == 7)
    for name in names { #expect(page.contains("| `\(name)` |")) }
  }

  @Test func `every way to write a holiday is one`() throws {
    let rows = try rows(under: "| day | |")
    let days = rows.flatMap { $0[0].matches(of: /`([^`]+)`/).map { String($0.output.1) } }
    #expect(days.count == 9)
    for day in days { #expect(throws: Never.self) { try Holiday("off", on: day) } }
  }

  @Test func `every setting for clock changes is on the page`() throws {
    let page = try page()
    for word in GapPolicy.allCases.map(\.rawValue) + RepeatPolicy.allCases.map(\.rawValue) {
      #expect(page.contains("| `\(word)` |"))
    }
  }
}
