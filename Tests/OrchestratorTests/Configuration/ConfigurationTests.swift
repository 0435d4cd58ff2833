import Engine
import JSON
import Testing

@testable import Orchestrator

struct ConfigurationTests {
  private func load(
    _ yaml: String? = nil, _ environment: [String: String] = [:], _ flags: [Configuration.Override] = []
  ) throws -> Configuration {
    let scratch = try Scratch()
    if let yaml { try scratch.write(yaml, to: "escapement.yaml") }
    return try Configuration.load(from: scratch.directory, environment: environment, overrides: flags)
  }

  private func complaint(
    _ yaml: String? = nil, _ environment: [String: String] = [:], _ flags: [Configuration.Override] = []
  ) throws -> String {
    let error = #expect(throws: StartupError.self) { try load(yaml, environment, flags) }
    #expect(error?.exitCode == 78)
    return error?.description ?? ""
  }

  @Test func `without a file everything is built in`() throws {
    let configuration = try load()
    #expect(configuration == Configuration())
    #expect(configuration.origin(of: "leaseSeconds") == .builtIn)
  }

  @Test func `a file whose settings are all commented out is empty`() throws {
    #expect(try load("# concurrency: 8\n\n   # more\n") == Configuration())
  }

  @Test func `the file is overridden by the environment, which is overridden by flags`() throws {
    let yaml = "concurrency: 2\nmaxTicks: 2\nleaseSeconds: 30\n"
    let environment = ["ESCAPEMENT_MAX_TICKS": "3", "ESCAPEMENT_LEASE_SECONDS": "40"]
    let flags = [Configuration.Override(key: "leaseSeconds", text: "50", flag: "--set leaseSeconds")]
    let configuration = try load(yaml, environment, flags)
    #expect(configuration.concurrency == 2)
    #expect(configuration.maxTicks == 3)
    #expect(configuration.lease == .seconds(50))
    guard case .file(let path, let line) = configuration.origin(of: "concurrency") else {
      Issue.record("concurrency comes from the file")
      return
    }
    #expect(path.hasSuffix("/escapement.yaml"))
    #expect(line == 1)
    #expect(configuration.origin(of: "maxTicks") == .environment("ESCAPEMENT_MAX_TICKS"))
    #expect(configuration.origin(of: "leaseSeconds") == .flag("--set leaseSeconds"))
  }

  @Test func `groups are read from nested keys`() throws {
    let configuration = try load("limits:\n  bodyBytes: 2048\nsessions:\n  idleSeconds: 600\nweb: {threads: 8}\n")
    #expect(configuration.limits.bodyBytes == 2_048)
    #expect(configuration.sessions.idle == .seconds(600))
    #expect(configuration.web.threads == 8)
  }

  @Test func `a misspelt key is refused with its line and a suggestion`() throws {
    let text = try complaint("concurrency: 2\nmaxTick: 3\n")
    #expect(text.contains("escapement.yaml:2: there is no setting 'maxTick'; did you mean 'maxTicks'?"))
  }

  @Test func `a misspelt key in a group is refused too`() throws {
    #expect(
      try complaint("limits:\n  bodyByte: 9\n").contains(":2: there is no setting 'limits.bodyByte'; did you mean"))
  }

  @Test func `all mistakes are told at once`() throws {
    let text = try complaint("nonsense: 1\n", ["ESCAPEMENT_MAX_TICKS": "many"])
    #expect(text.split(separator: "\n").count == 2)
    #expect(text.contains("environment ESCAPEMENT_MAX_TICKS: maxTicks must be an integer from 1 to 64, not \"many\""))
  }

  @Test(arguments: [
    "concurrency: 0", "concurrency: many", "concurrency: 1.5", "dispatch: later", "baseURL: ops.example.org",
    "baseURL: 'https://ops.example.org/?x=1'", "timezone: Mars/Olympus", "timezone: ../../etc/passwd",
    "trustedProxies: 10.0.0.1", "trustedProxies: [10.0.0.0/33]", "trustedProxies: [localhost]", "limits: 5",
    "egress: {allow: [http://a]}", "egress: {allow: [10.0.0.0/40]}", "egress: {allow: ['a:0']}",
    "egress: {allow: [127.1]}",
    "mail: {from: nobody}", "mail: {from: 'a@b, c@d'}", "mail: {program: sendmail}",
  ])
  func `a value that can't be is refused`(line: String) throws {
    #expect(try complaint(line).contains("escapement.yaml:1"))
  }

  @Test func `lists from the environment are separated by commas`() throws {
    let configuration = try load(nil, ["ESCAPEMENT_TRUSTED_PROXIES": "10.0.0.0/8, ::1"])
    #expect(configuration.trustedProxies == ["10.0.0.0/8", "::1"])
  }

  @Test func `what is open to programs is read as networks, names and names below others`() throws {
    let configuration = try load("egress:\n  allow: [10.0.0.0/8, Hooks.internal:8080, '*.example.org']\n")
    #expect(configuration.egress.allowed.map(\.description) == ["10.0.0.0/8", "hooks.internal:8080", "*.example.org"])
  }

  @Test func `a base URL loses the slash at its end`() throws {
    #expect(try load("baseURL: https://ops.example.org/escapement/").baseURL == "https://ops.example.org/escapement")
  }

  @Test func `claims that expire before they are renewed are refused`() throws {
    #expect(try complaint("leaseSeconds: 20\nrenewSeconds: 20").contains("renewSeconds must be less than leaseSeconds"))
  }

  @Test func `another database than SQLite is refused, not ignored`() throws {
    #expect(try complaint(nil, ["ESCAPEMENT_DATABASE": "postgres://x"]).contains("SQLite only"))
  }

  /// Settings that have no value until somebody gives one.
  private static let unset = ["baseURL", "mail.from", "mail.program"]

  @Test func `each setting can be shown, and has a variable of its own`() {
    let names = ConfigurationKey.all.map(\.environmentName)
    #expect(Set(names).count == names.count)
    #expect(names.contains("ESCAPEMENT_BASE_URL"))
    #expect(names.contains("ESCAPEMENT_LIMITS_BODY_BYTES"))
    for key in ConfigurationKey.all where !Self.unset.contains(key.name) {
      #expect(!key.value(in: Configuration()).isNull, "\(key.name) has a value")
    }
  }

  @Test func `what a setting shows can be written back`() throws {
    var configuration = Configuration()
    for key in ConfigurationKey.all where !Self.unset.contains(key.name) {
      #expect(key.assign(key.value(in: Configuration()), to: &configuration), "\(key.name) takes its own value")
    }
    #expect(configuration == Configuration())
  }
}
