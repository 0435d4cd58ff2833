import ArgumentParser
import Orchestrator
import Starlark

struct StarlarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "starlark",
    abstract: "Run a Starlark file.",
    discussion: """
      It has what workflows have: the language, its modules, and the helpers for data (docs/starlark.md). `print` \
      writes to the standard output; `load("lib.star", "name")` reads files beside the one that loads. An error shows \
      its place, its line and the calls that led there, on the standard error, and ends the command with 1.
      """)

  @Argument(help: ArgumentHelp("The file; - is the standard input.", valueName: "file"))
  var file: String

  @Flag(help: "Allow while, recursion, statements such as `for` outside of functions, and reassigned globals.")
  var lenient = false

  @Option(help: ArgumentHelp("End the program after so many steps.", valueName: "n"))
  var steps = 1_000_000_000

  @Option(help: ArgumentHelp("End the program when its values hold more than this.", valueName: "MiB"))
  var memory = 512

  func validate() throws {
    guard steps > 0, (1...Self.mostMemory).contains(memory) else {
      throw ValidationError("--steps must be positive, and --memory from 1 to \(Self.mostMemory).")
    }
  }

  /// A terabyte: more is a slip of the pen, and its bytes still fit a number.
  private static let mostMemory = 1 << 20

  func run() throws {
    let files = StarlarkFiles(budget: Budget(steps: steps, memory: memory << 20, output: .max), lenient: lenient)
    do {
      _ = try files.run(file == "-" ? "/dev/stdin" : file)
    } catch let error as SyntaxError {
      try fail(error.description)
    } catch let error as EvaluationError {
      try fail(error.description)
    }
  }

  private func fail(_ text: String) throws {
    Terminal.note(Terminal.harmless(text))
    throw ExitStatus.failed
  }
}
