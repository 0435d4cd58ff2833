import ArgumentParser
import Documents
import Engine
import JSON
import Orchestrator

/// A heartbeat on the command line.
struct HeartbeatArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The heartbeat's name or id.", valueName: "heartbeat"))
  var heartbeat: String

  @OptionGroup var options: InstallationOptions

  func open() throws -> (Installation, Heartbeat) {
    let installation = try options.open()
    return (installation, try installation.heartbeat(heartbeat, for: options.identity))
  }

  /// Where a heartbeat comes from; one of both is given.
  static func source(file: String?, fields: String?) throws -> HeartbeatSource {
    if let file { return .file(file) }
    let value = try JSONArgument.value(of: fields ?? "", named: "--fields")
    return .fields(try Document.parse(value.text, named: "--fields", format: .json))
  }
}

/// A monitor on the command line.
struct MonitorArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The monitor's name or id.", valueName: "monitor"))
  var monitor: String

  @OptionGroup var options: InstallationOptions

  func open() throws -> (Installation, Monitor) {
    let installation = try options.open()
    return (installation, try installation.monitor(monitor, for: options.identity))
  }
}

/// When a monitor expects its pings.
struct ExpectationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A ping at least so often, as 10m or 1d.", valueName: "duration"))
  var every: String?

  @Option(help: ArgumentHelp("A ping whenever its crontab says, as \"30 2 * * *\".", valueName: "expression"))
  var cron: String?

  @Option(name: .customLong("tz"), help: ArgumentHelp("The zone of the cron expression.", valueName: "zone"))
  var timezone: String?

  @Option(help: ArgumentHelp("How late a ping may be; 5m.", valueName: "duration"))
  var grace: String?

  @Option(help: ArgumentHelp("What it is about.", valueName: "text"))
  var note: String?

  /// Read by the one reader there is, so that mistakes are told as elsewhere.
  func spec(named name: String) throws -> MonitorSpec {
    var object: JSONObject = ["name": .string(name)]
    for (key, value) in [("every", every), ("cron", cron), ("timezone", timezone), ("grace", grace), ("note", note)] {
      object[key] = value.map { .string($0) }
    }
    let document = try Document.parse(JSONValue.object(object).text, named: "command line", format: .json)
    let (spec, report) = MonitorReader.read(document)
    guard let spec else {
      let issues = report.issues.map { issue in
        CheckIssue(issue.code, path: issue.path, message: issue.message, hint: issue.hint)
      }
      throw OperationError(.invalid, "this is no monitor", issues: issues)
    }
    return spec
  }
}
