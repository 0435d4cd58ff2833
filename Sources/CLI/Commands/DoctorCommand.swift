import ArgumentParser
import JSON
import Orchestrator

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look whether all is well, and say what to do where it isn't.",
    discussion: "Changes nothing. Exits with 1 if a check fails; warnings don't count.")

  @Flag(help: "Also read the whole database and check it.")
  var deep = false

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let directory = try options.directory()
    try directory.requireUsable()
    let findings = findings(directory)
    switch format.format {
    case .json: Terminal.print(JSONValue.array(findings.map(\.json)).prettyText)
    case .table: for finding in findings { tell(finding) }
    }
    if findings.contains(where: { $0.level == .failure }) { throw ExitStatus.failed }
  }

  private func findings(_ directory: DataDirectory) -> [Finding] {
    var findings = DirectoryChecks(directory: directory).findings()
    findings += DatabaseChecks(directory: directory, isDeep: deep).findings()
    findings.append(configuration())
    if let configuration = try? options.configuration() { findings += OutsideChecks(configuration).findings() }
    // What is left asks the database, which would wait for ever or fail again.
    guard
      !findings.contains(where: {
        ["database", "write lock", "configuration"].contains($0.name) && $0.level == .failure
      })
    else { return findings }
    do { findings += try TickChecks(installation: try options.open()).findings() } catch {
      findings.append(.failure("installation", "\(error)", "see above"))
    }
    return findings
  }

  private func configuration() -> Finding {
    let name = "configuration"
    do {
      let configuration = try options.configuration()
      let unknown = unknownVariables()
      guard unknown.isEmpty else {
        return .warning(
          name, "unknown variables: \(unknown.joined(separator: ", "))", "see `escapement config --format json`")
      }
      return .ok(name, "\(configuration.origins.count) of \(ConfigurationKey.all.count) settings are set")
    } catch {
      return .failure(name, "\(error)", "correct it; every program refuses to start until then")
    }
  }

  /// A misspelt variable would do nothing, and say nothing.
  private func unknownVariables() -> [String] {
    let known = Set(ConfigurationKey.all.map(\.environmentName) + ["ESCAPEMENT_DATA", "ESCAPEMENT_BIN"])
    return HostProgram.environment.keys.filter { $0.hasPrefix("ESCAPEMENT_") && !known.contains($0) }.sorted()
  }

  private func tell(_ finding: Finding) {
    let mark =
      switch finding.level {
      case .ok: "ok      "
      case .warning: "warning "
      case .failure: "FAILED  "
      }
    Terminal.print(Terminal.harmless("\(mark) \(finding.name): \(finding.text)"))
    if let advice = finding.advice {
      for line in advice.split(separator: "\n") { Terminal.print("           \(line)") }
    }
  }
}
