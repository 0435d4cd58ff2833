import ArgumentParser
import Engine
import JSON
import Orchestrator
import Store

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate an expression as a workflow would, and print its value as JSON.",
    discussion: """
      The context is --context, or what a run knows (--run). Without either it is empty. In --context the object is \
      the context; the keys input and vars, where they are objects, are also what those names mean.
      """)

  @Argument(help: ArgumentHelp("The expression, without {{ }}.", valueName: "expression"))
  var expression: String

  @Option(help: ArgumentHelp("The context: a JSON object, or @FILE.", valueName: "json"))
  var context: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Take the context from this run (`last`: the newest).", valueName: "run"))
  var target: String?

  @OptionGroup var options: InstallationOptions

  func validate() throws {
    if context != nil && target != nil { throw ValidationError("give --context or --run, not both.") }
  }

  func run() throws {
    let compiled = try Expression(compiling: expression)
    do {
      Terminal.print(try compiled.value(in: scope()).prettyText)
    } catch let error as RunError {
      throw OperationError(.invalid, error.message)
    }
  }

  private func scope() throws -> DataScope {
    if let target { return try scope(ofRun: target) }
    let context = try context.map { try JSONArgument.object(of: $0, named: "--context") } ?? [:]
    return DataScope(
      context: context, input: context["input"]?.objectValue ?? [:], vars: context["vars"]?.objectValue ?? [:],
      now: WallClock.system.now())
  }

  private func scope(ofRun text: String) throws -> DataScope {
    let installation = try options.open()
    let run = try RunArgument.run(text, in: installation, for: options.identity)
    return DataScope(
      context: try context(of: run, in: installation), input: run.input,
      workflow: [
        "id": .string(run.workflow.rawValue), "revision": .integer(Int64(run.revision)), "input": .object(run.input),
      ],
      run: [
        "id": .string(run.id.rawValue), "startedAt": .moment(run.startedAt), "trigger": .object(run.trigger),
        "labels": .object(run.labels),
      ],
      now: installation.clock.now())
  }

  /// The root's context as it is, or as it was when the run ended.
  private func context(of run: Run, in installation: Installation) throws -> JSONObject {
    try installation.storage.read { try $0.context(of: run.id) } ?? [:]
  }
}
