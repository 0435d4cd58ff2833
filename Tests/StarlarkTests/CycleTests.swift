import Starlark
import Testing

struct CycleTests {
  /// Tells when it is freed.
  private final class Canary: HostObject {
    private let note: () -> Void

    init(_ note: @escaping () -> Void) {
      self.note = note
      super.init()
    }

    deinit { note() }
  }

  private func freed(by file: String) throws -> Bool {
    nonisolated(unsafe) var isFreed = false
    let canary = BuiltinObject("canary") { _ throws(EvaluationError) in .host(Canary { isFreed = true }) }
    var dialect = Dialect()
    dialect.recursion = true
    let program = try Program(
      file: SourceText(file, name: "c.star"), dialect: dialect, builtins: Builtins.standard.adding([canary]))
    _ = try? program.run(in: Starlark.Thread())
    return isFreed
  }

  @Test(arguments: [
    "def f():\n  l = [canary()]\n  l.append(l)\nf()", "def f():\n  d = {1: canary()}\n  d[2] = [d]\nf()",
    "def f():\n  c = canary()\n  def g(n): return g(n - 1) if n else c\n  g(3)\nf()",
    "def f(x = canary()): return f\nfail('no')", "l = [canary()]\nl.append((l,))\nx = 1 // 0",
    "def f():\n  l = [canary(), 1]\n  l[1] = {'l': l}\nf()",
  ])
  func `what holds itself is freed when its thread ends`(file: String) throws {
    #expect(try freed(by: file))
  }

  @Test func `what a module holds lives as long as the module`() throws {
    nonisolated(unsafe) var freed = 0
    let canary = BuiltinObject("canary") { _ throws(EvaluationError) in .host(Canary { freed += 1 }) }
    let program = try Program(
      file: SourceText("l = [canary()]\nl.append(l)\ndef f(): return [f, l]"),
      builtins: Builtins.standard.adding([canary]))
    var module: Module? = try program.run(in: Starlark.Thread())
    #expect(freed == 0)
    let main = try Program(file: SourceText("load('m', 'f')\ng = f"), builtins: .standard)
    var user: Module? = try main.run(
      in: Starlark.Thread(load: { [module] name throws(EvaluationError) in
        guard let module else { throw EvaluationError("no \(name)") }
        return module
      }))
    module = nil
    #expect(freed == 0)
    #expect(user?.attribute("g") != nil)
    user = nil
    #expect(freed == 1)
  }
}
