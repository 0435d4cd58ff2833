import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Start a run of a workflow.",
    discussion: """
      WORKFLOW is a published workflow's id, or a file, which is published first. Prints the run's id. With --wait it \
      performs what is due until the run has ended, says when somebody has to approve, and prints the output; the \
      exit code is 0 for COMPLETED, 1 for FAILED, 3 for CANCELLED, 4 for TIMED_OUT, and 75 when --timeout was over \
      first.
      """)

  @Argument(help: ArgumentHelp("The workflow's id or file.", valueName: "workflow"))
  var workflow: String

  @Option(help: ArgumentHelp("The input: a JSON object, or @FILE (@- reads the standard input).", valueName: "json"))
  var input: String?

  @Option(help: ArgumentHelp("A label, as team=platform; may be repeated.", valueName: "key=value"))
  var label: [String] = []

  @Option(help: "The revision to run (else the newest).")
  var revision: Int?

  @Option(
    name: [.customLong("idempotency-key"), .customLong("key")],
    help: ArgumentHelp("Starting again with the same key answers the same run.", valueName: "text"))
  var idempotencyKey: String?

  @Option(help: "From -10 to 10: of two that wait, the higher goes first (else the workflow's own).")
  var priority: Int?

  @Flag(help: "Perform the run and wait for its end.")
  var wait = false

  @Option(help: "What --wait waits for: end, or approval (the first one, or the end).")
  var until = RunWaiter.Goal.end

  @Option(help: ArgumentHelp("How long --wait waits.", valueName: "seconds"))
  var timeout: Double?

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func validate() throws {
    if !wait && (timeout != nil || until != .end) { throw ValidationError("--timeout and --until need --wait.") }
    for pair in label where !pair.contains("=") || pair.hasPrefix("=") {
      throw ValidationError("--label \(pair): write KEY=VALUE, as --label team=platform.")
    }
  }

  func run() throws {
    let installation = try options.open()
    // Without the program that performs steps, a run would be created and nobody would perform it.
    if wait || installation.configuration.dispatch == .immediate { _ = try TickLauncher(installation) }
    let request = StartRequest(
      workflow: try workflowID(in: installation), revision: revision,
      input: try input.map { try JSONArgument.object(of: $0, named: "--input") } ?? [:], labels: labels,
      trigger: ["kind": "cli"], idempotencyKey: idempotencyKey, priority: priority)
    let started = try installation.startRun(request, by: options.identity).run
    guard wait else { return try leave(started, to: installation) }
    Terminal.note("run \(started.id) of \(started.workflow)")
    var waiter = try RunWaiter(
      installation, run: started.id, goal: until, timeout: timeout.map { .milliseconds($0 * 1_000) })
    try report(try waiter.wait())
  }

  private var labels: JSONObject {
    JSONObject(
      label.map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (parts[0], JSONValue.string(parts[1]))
      })
  }

  private func workflowID(in installation: Installation) throws -> WorkflowID {
    guard WorkflowArgument.isFile(workflow) else { return WorkflowID(workflow) }
    let published = try installation.publish(try DefinitionText(file: workflow), by: options.identity)
    if published.isNew { Terminal.note("\(published.workflow) revision \(published.revision) published") }
    return published.workflow
  }

  private func leave(_ run: Run, to installation: Installation) throws {
    if installation.configuration.dispatch == .immediate { try TickLauncher(installation).startDetached(for: run.id) }
    Terminal.print(format.format == .json ? run.json.prettyText : run.id.rawValue)
  }

  private func report(_ outcome: RunWaiter.Outcome) throws {
    switch outcome {
    case .ended(let run): try report(run)
    case .waitsForApproval(let entry):
      if format.format == .json {
        Terminal.print(entry.json.prettyText)
      } else {
        Terminal.print(entry.approval.run.rawValue)
      }
    case .timeIsUp(let run):
      Terminal.note("the run \(run.id) is \(run.status.rawValue) after \(timeout ?? 0) s; ticks go on with it")
      throw ExitStatus.tryAgain
    }
  }

  private func report(_ run: Run) throws {
    if format.format == .json {
      Terminal.print(run.json.prettyText)
    } else {
      let error = run.error.map { ": \($0.step.map { "\($0): " } ?? "")\($0.message)" } ?? ""
      Terminal.note(Terminal.harmless("\(run.status.rawValue)\(error)"))
      if let output = run.output { Terminal.print(Terminal.harmless(output.prettyText)) }
    }
    if let status = ExitStatus(run.status) { throw status }
  }
}

extension RunWaiter.Goal: ExpressibleByArgument, CaseIterable {
  init?(argument: String) {
    switch argument {
    case "end": self = .end
    case "approval": self = .approval
    default: return nil
    }
  }

  static var allCases: [Self] { [.end, .approval] }
  static var allValueStrings: [String] { ["end", "approval"] }
  var defaultValueDescription: String { "end" }
}

extension ExitStatus {
  /// How a run's end is told; nil for COMPLETED.
  fileprivate init?(_ status: RunStatus) {
    switch status {
    case .failed: self = .failed
    case .cancelled: self = .cancelled
    case .timedOut: self = .timedOut
    default: return nil
    }
  }
}
