import Foundation
import Testing

/// `escapement cron` with the built program.
@Suite(.timeLimit(.minutes(3))) struct CommandLineCronTests {
  @Test func `the next instants are a line each, with a note where clocks are changed`() throws {
    let told = try Desk().type(
      "cron", "next", "30 2 * * *", "--tz", "Europe/Berlin", "--from", "2026-03-28T00:00:00Z", "--count", "3")
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output == "2026-03-28T01:30:00Z\n2026-03-29T01:00:00Z\n2026-03-30T00:30:00Z\n")
    #expect(
      told.errors
        == "note: clocks go forward from 02:00 to 03:00 on 2026-03-29: 02:30 does not exist and comes at 03:00\n")
  }

  @Test func `clock changes are treated as asked for`() throws {
    let told = try Desk().type(
      "cron", "next", "30 2 * * *", "--tz", "Europe/Berlin", "--from", "2026-10-24T12:00:00Z", "--count", "2",
      "--repeat", "both", "--gap", "skip")
    #expect(told.output == "2026-10-25T00:30:00Z\n2026-10-25T01:30:00Z\n")
  }

  @Test func `an expression is explained`() throws {
    let told = try Desk().type("cron", "explain", "30 2 * * FRI#L", "--tz", "Europe/Berlin")
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output == "at 02:30 on the last Friday of the month, Berlin time\n")
  }

  @Test func `a mistake is pointed at`() throws {
    let told = try Desk().type("cron", "next", "0 0 * * MUN")
    #expect(told.status == 65)
    #expect(
      told.errors.contains("'MUN' is no day of week (character 9); did you mean 'MON'?\n  0 0 * * MUN\n          ^"))
  }

  @Test(arguments: [
    (["cron", "next", "0 0 * * *", "--tz", "Europe/Berlim"], 65, "did you mean 'Europe/Berlin'?"),
    (["cron", "next", "0 0 30 2 *"], 65, "it never comes"),
    (["cron", "next", "H 0 * * *"], 2, "give --seed"),
    (["cron", "next", "0 0 * * *", "--from", "tomorrow"], 2, "write 2026-11-21T09:30:00Z"),
    (["cron", "next", "0 0 * * *", "--from", "2100-12-31T00:00:00Z"], 1, "never comes again"),
    (["cron", "next", "0 0 * * *", "--count", "0"], 2, "from 1 to 10000"),
  ])
  func `what can't be is said`(line: [String], status: Int32, words: String) throws {
    let told = try Desk().type(line)
    #expect(told.status == status)
    #expect(told.errors.contains(words), "\(told.errors)")
  }

  @Test func `every example of the page prints what the page says`() throws {
    let examples = try PageExamples(page: "docs/cron.md").examples
    #expect(examples.count > 8)
    for example in examples {
      let told = try Desk().type(example.arguments)
      #expect(told.output + told.errors == example.printed, "\(example.arguments)")
    }
  }
}
