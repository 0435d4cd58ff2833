import Cron
import Documents
import Engine
import JSON
import Orchestrator

/// A heartbeat as the fields of its form, and back.
extension FormFields {
  init(of heartbeat: Heartbeat) {
    let spec = heartbeat.spec
    var pairs: [(String, String)] = [
      ("mode", heartbeat.file == nil ? "fields" : "file"), ("file", heartbeat.file ?? ""), ("name", spec.name),
      ("description", spec.description ?? ""), ("agent", spec.agent.rawValue),
      ("interval", HeartbeatSpec.text(of: spec.interval)), ("timezone", spec.timezone),
      ("checks", spec.checks.joined(separator: "\n")), ("alertAfter", "\(spec.alertAfter)"),
      ("timeoutSeconds", HeartbeatSpec.text(of: spec.checkTimeout)), ("version", "\(heartbeat.version)"),
    ]
    if let hours = spec.activeHours {
      pairs += [("start", HoursText.clock(hours.start)), ("end", HoursText.clock(hours.end))]
      pairs += Weekday.allCases.filter(hours.days.contains).map { ("days", $0.abbreviation) }
    }
    self.init(pairs.map { Pair(name: $0.0, value: $0.1) })
  }

  /// - Parameter name: of a heartbeat that has one already.
  func heartbeatSource(name: String? = nil) throws -> HeartbeatSource {
    if self["mode"] == "file" { return .file(trimmed("file") ?? "") }
    var object = JSONObject()
    object["name"] = (name ?? trimmed("name")).map { .string($0) }
    for key in ["description", "agent", "interval", "timezone", "timeoutSeconds"] {
      object[key] = trimmed(key).map { .string($0) }
    }
    if let text = trimmed("alertAfter") { object["alertAfter"] = Int64(text).map { .integer($0) } ?? .string(text) }
    if trimmed("start") != nil || trimmed("end") != nil { object["activeHours"] = activeHours }
    let checks = (self["checks"] ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmingWhitespace() }
    object["checks"] = .array(checks.filter { !$0.isEmpty }.map { .string($0) })
    return .fields(try Document.parse(JSONValue.object(object).text, named: "form", format: .json))
  }

  private var activeHours: JSONValue {
    var hours = JSONObject()
    hours["start"] = trimmed("start").map { .string($0) }
    hours["end"] = trimmed("end").map { .string($0) }
    // No day ticked means that nobody cared to tick any.
    if !all("days").isEmpty { hours["days"] = .array(all("days").map { .string($0) }) }
    return .object(hours)
  }
}
