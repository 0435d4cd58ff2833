import Orchestrator
import Starlark

/// Runs Starlark files that load each other. Each is run once, however many load it.
final class StarlarkFiles {
  private let budget: Budget
  private let dialect: Dialect
  private var loaded: [String: Module] = [:]
  /// The files that are being run, the first one first: a file that loads itself would never end.
  private var running: [String] = []

  init(budget: Budget, lenient: Bool) {
    self.budget = budget
    var dialect = Dialect()
    dialect.fallbackForm = true
    dialect.recursion = lenient
    dialect.whileLoops = lenient
    dialect.globalControlFlow = lenient
    dialect.globalReassignment = lenient
    self.dialect = dialect
  }

  /// Throws ``SyntaxError``, ``EvaluationError`` and what reading the file throws.
  func run(_ path: String) throws -> Module {
    if let module = loaded[path] { return module }
    let source = SourceText(try HostFile.read(path), name: path)
    let program = try Program(file: source, dialect: dialect, builtins: .data)
    running.append(path)
    defer { running.removeLast() }
    let thread = Starlark.Thread(
      budget: budget, print: { line in Terminal.print(line) },
      load: { [self] name throws(EvaluationError) in try load(name, from: path) })
    let module = try program.run(in: thread)
    loaded[path] = module
    return module
  }

  private func load(_ name: String, from loader: String) throws(EvaluationError) -> Module {
    let folder = loader.lastIndex(of: "/").map { String(loader[...$0]) } ?? ""
    let path = name.hasPrefix("/") ? name : folder + name
    guard !running.contains(path) else {
      throw EvaluationError("\(path) loads itself: \((running + [path]).joined(separator: " → "))")
    }
    guard running.count < Self.deepest else { throw EvaluationError("files load each other too deeply") }
    do {
      return try run(path)
    } catch let error as EvaluationError {
      throw error
    } catch {
      throw EvaluationError("\(name) can't be loaded: \(error)")
    }
  }

  /// Each file runs on the stack of the one that loads it.
  private static let deepest = 20
}
