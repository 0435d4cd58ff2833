import JSON

/// What one check found.
struct Finding {
  enum Level: String {
    case ok
    case warning
    case failure
  }

  var name: String
  var level: Level
  var text: String
  /// What to do.
  var advice: String?

  static func ok(_ name: String, _ text: String) -> Finding { Finding(name: name, level: .ok, text: text) }

  static func warning(_ name: String, _ text: String, _ advice: String) -> Finding {
    Finding(name: name, level: .warning, text: text, advice: advice)
  }

  static func failure(_ name: String, _ text: String, _ advice: String) -> Finding {
    Finding(name: name, level: .failure, text: text, advice: advice)
  }

  var json: JSONValue {
    ["check": .string(name), "level": .string(level.rawValue), "text": .string(text), "advice": .text(advice)]
  }
}
