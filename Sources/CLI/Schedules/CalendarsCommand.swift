import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct CalendarsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendars", abstract: "Keep calendars of holidays and days off, which schedules may name.",
    subcommands: [List.self, Show.self, Create.self, Delete.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List calendars.")

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let installation = try options.open()
      let calendars = try installation.storage.read { try $0.calendars(of: options.identity.tenant) }
      var table = Table("CALENDAR", "VERSION", "CHANGED (UTC)", "BY")
      for calendar in calendars {
        table.add(
          calendar.name, "\(calendar.version)", TimeText.moment(calendar.updatedAt), calendar.updatedBy.rawValue)
      }
      format.print(
        table, json: .array(calendars.map(\.json)),
        none: "no calendars; make one with `escapement calendars create NAME FILE`")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print a calendar as JSON.")

    @Argument(help: "The calendar's name.")
    var name: String

    @OptionGroup var options: InstallationOptions

    func run() throws {
      Terminal.print(try options.open().calendar(name, for: options.identity).json.prettyText)
    }
  }

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a calendar of an iCalendar file (.ics) or of rules in YAML or JSON.",
      discussion: """
        Rules: `daysOff: [sat, sun]` and `holidays`, each with a `name` and `on`: 2026-12-24, \
        2026-12-24..2026-12-31, each year 12-25, MON#3 JAN, MON#L MAY, FRI>=06-19, easter-2.
        """)

    @Argument(help: "What schedules call it.")
    var name: String

    @Argument(help: ArgumentHelp("The file.", valueName: "file"))
    var file: String

    @Flag(help: "Replace the calendar of this name.")
    var replace = false

    @OptionGroup var options: InstallationOptions

    func run() throws {
      let text = try HostFile.readText(file, limit: CalendarText.mostBytes)
      let calendar = try options.open().putCalendar(
        CalendarText(text, isICS: file.hasSuffix(".ics") ? true : nil, name: name), expected: replace ? nil : 0,
        by: options.identity)
      Terminal.print("\(calendar.name) version \(calendar.version)")
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Delete a calendar that no schedule names.")

    @Argument(help: "The calendar's name.")
    var name: String

    @OptionGroup var options: InstallationOptions

    func run() throws {
      try options.open().deleteCalendar(name, by: options.identity)
      Terminal.print(Terminal.harmless("\(name) deleted"))
    }
  }
}
