import Documents
import Engine
import JSON

extension Configuration {
  /// A setting given as a flag.
  public struct Override: Hashable, Sendable {
    public var key: String
    public var text: String
    /// As the user wrote it, `--concurrency`.
    public var flag: String

    public init(key: String, text: String, flag: String) {
      self.key = key
      self.text = text
      self.flag = flag
    }
  }

  /// Reads `escapement.yaml` (a missing one is empty), then `ESCAPEMENT_*`, then the flags.
  ///
  /// - Throws: `configuration` with every mistake, each with its place and a suggestion.
  public static func load(
    from directory: DataDirectory, environment: [String: String], overrides: [Override] = []
  ) throws(StartupError) -> Configuration {
    var reader = ConfigurationReader()
    if let text = try fileText(directory) { reader.read(text, named: directory.configurationFile) }
    reader.read(environment)
    reader.read(overrides)
    return try reader.finished()
  }

  /// The address as it is stored.
  /// - Throws: `configuration` when it is none.
  static func checked(baseURL: String?) throws(StartupError) -> String? {
    guard let baseURL else { return nil }
    var reader = ConfigurationReader()
    reader.read([Override(key: "baseURL", text: baseURL, flag: "--base-url")])
    return try reader.finished().baseURL
  }

  private static func fileText(_ directory: DataDirectory) throws(StartupError) -> String? {
    do { return try HostFile.readText(directory.configurationFile, limit: 1 << 20) } catch {
      if error.isMissing { return nil }
      throw StartupError(error)
    }
  }
}

/// Collects the layers, and all that is wrong with them.
struct ConfigurationReader {
  private var configuration = Configuration()
  private var problems: [String] = []

  mutating func read(_ text: String, named name: String) {
    // Everything may be commented out; no document at all is none of YAML's.
    guard text.split(whereSeparator: \.isNewline).contains(where: Self.saysSomething) else { return }
    do {
      let document = try Document.parse(text, named: name, format: .yaml)
      guard !document.value.isNull else { return }
      guard let object = document.value.objectValue else {
        problems.append("\(name):1: must hold settings, as `concurrency: 4`, but is \(document.value.typeName)")
        return
      }
      read(object, prefix: "", path: [], of: document, named: name)
    } catch {
      problems.append("\(error)")
    }
  }

  private mutating func read(
    _ object: JSONObject, prefix: String, path: [PathComponent], of document: Document, named name: String
  ) {
    for (key, value) in object {
      let keyPath = path + [.key(key)]
      let line = document.keyPosition(of: keyPath)?.line ?? 1
      let full = prefix + key
      if let setting = ConfigurationKey.byName[full] {
        assign(value, to: setting, from: .file(name, line: line))
      } else if let inner = value.objectValue, Self.isGroup(full) {
        read(inner, prefix: full + ".", path: keyPath, of: document, named: name)
      } else {
        problems.append("\(name):\(line): \(Self.unknown(full))")
      }
    }
  }

  mutating func read(_ environment: [String: String]) {
    if environment["ESCAPEMENT_DATABASE"] != nil {
      problems.append("ESCAPEMENT_DATABASE: this version stores in SQLite only, in the data directory; unset it")
    }
    for setting in ConfigurationKey.all {
      guard let text = environment[setting.environmentName] else { continue }
      assign(setting.value(ofText: text), to: setting, from: .environment(setting.environmentName))
    }
  }

  mutating func read(_ overrides: [Configuration.Override]) {
    for override in overrides {
      guard let setting = ConfigurationKey.byName[override.key] else {
        problems.append("\(override.flag): \(Self.unknown(override.key))")
        continue
      }
      assign(setting.value(ofText: override.text), to: setting, from: .flag(override.flag))
    }
  }

  func finished() throws(StartupError) -> Configuration {
    let all = problems + contradictions
    guard all.isEmpty else { throw StartupError(.configuration, all.joined(separator: "\n")) }
    return configuration
  }

  private mutating func assign(_ value: JSONValue, to setting: ConfigurationKey, from origin: ConfigurationOrigin) {
    guard setting.assign(value, to: &configuration) else {
      problems.append("\(origin): \(setting.name) must be \(setting.expected), not \(value.text)")
      return
    }
    configuration.origins[setting.name] = origin
  }

  /// What each setting alone can't show.
  private var contradictions: [String] {
    var found: [String] = []
    if configuration.renew >= configuration.lease {
      found.append(
        "\(place("renewSeconds")): renewSeconds must be less than leaseSeconds, or claims expire between renewals")
    }
    if configuration.sessions.idle > configuration.sessions.absolute {
      found.append("\(place("sessions.idleSeconds")): sessions.idleSeconds must not exceed sessions.absoluteSeconds")
    }
    return found
  }

  private func place(_ key: String) -> String { configuration.origin(of: key).description }

  private static func saysSomething(_ line: Substring) -> Bool {
    line.first { !$0.isWhitespace }.map { $0 != "#" } ?? false
  }

  private static func isGroup(_ name: String) -> Bool {
    ConfigurationKey.all.contains { $0.name.hasPrefix(name + ".") }
  }

  private static func unknown(_ key: String) -> String {
    let suggestion = NearestName.of(key, among: ConfigurationKey.all.map(\.name))
    return "there is no setting '\(key)'"
      + (suggestion.map { "; did you mean '\($0)'?" } ?? "; see `escapement config`")
  }
}
