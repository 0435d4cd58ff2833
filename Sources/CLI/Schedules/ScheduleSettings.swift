import ArgumentParser
import Documents
import JSON
import Orchestrator

/// What `create` and `update` say about a schedule: a file, single settings, or both, of which the settings win.
struct ScheduleSettings: ParsableArguments {
  @Option(help: ArgumentHelp("A file with the schedule as YAML or JSON (`-`: the standard input).", valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("What it is called; unique for the workflow.", valueName: "text"))
  var name: String?

  @Option(help: ArgumentHelp("The workflow that it starts.", valueName: "id"))
  var workflow: String?

  @Option(help: ArgumentHelp("Once, at an instant or at a local time of its zone.", valueName: "moment"))
  var runAt: String?

  @Option(help: ArgumentHelp("At the times of five fields, as \"30 2 * * mon-fri\".", valueName: "expression"))
  var cron: String?

  @Option(help: ArgumentHelp("Every so often, as 15m.", valueName: "duration"))
  var every: String?

  @Option(help: ArgumentHelp("So long after the run before has ended, as 10m.", valueName: "duration"))
  var after: String?

  @Option(help: ArgumentHelp("The zone of its times, as Europe/Berlin.", valueName: "zone"))
  var timezone: String?

  @Option(help: ArgumentHelp("The input of each run: JSON, or @FILE.", valueName: "json"))
  var payload: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Any other setting, its value as JSON or text: overlap=bufferOne, maxRuns=5, catchUp={\"mode\":\"all\"}.",
      valueName: "key=value"))
  var option: [String] = []

  func validate() throws {
    for pair in option where !pair.contains("=") {
      throw ValidationError("--option \(pair): write KEY=VALUE, as --option overlap=bufferOne.")
    }
  }

  /// The settings over those of `earlier`, which is what they change.
  func text(over earlier: JSONObject = [:]) throws -> DefinitionText {
    if let file, earlier.isEmpty, !hasSettings {
      return try DefinitionText(file: file == "-" ? "/dev/stdin" : file)
    }
    var object = try file.map { try JSONArgument.object(of: "@\($0)", named: "--file") } ?? earlier
    for (key, value) in try settings() {
      if Self.timings.contains(key) { for other in Self.timingKeys { object[other] = nil } }
      object[key] = value
    }
    return DefinitionText(JSONValue.object(object).prettyText, named: "schedule", format: .json)
  }

  private var hasSettings: Bool {
    [name, workflow, runAt, cron, every, after, timezone, payload].contains { $0 != nil } || !option.isEmpty
  }

  /// A schedule has one of these; a new one takes the place of the others, with what belonged to them.
  private static let timings = ["runAt", "cron", "every", "after"]
  private static let timingKeys = timings + ["kind", "gap", "repeat", "anchor", "everySeconds", "afterSeconds"]

  private func settings() throws -> [(String, JSONValue)] {
    var settings: [(String, JSONValue)] = []
    let texts = [
      ("name", name), ("workflowId", workflow), ("runAt", runAt), ("cron", cron), ("every", every), ("after", after),
      ("timezone", timezone),
    ]
    for case (let key, let value?) in texts { settings.append((key, .string(value))) }
    if let payload { settings.append(("payload", .object(try JSONArgument.object(of: payload, named: "--payload")))) }
    for pair in option {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      // What is no JSON is text; nothing takes the setting away.
      settings.append((parts[0], parts[1].isEmpty ? .null : (try? JSONValue(parsing: parts[1])) ?? .string(parts[1])))
    }
    return settings
  }
}
