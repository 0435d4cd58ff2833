import Starlark
import Testing

struct BudgetTests {
  @Test(arguments: [
    "\"x\" * 1000000000", "[[]] * 100000000", "'x' * 9223372036854775807", "range(1000000000000)[:] + [1]",
    "list(range(100000000))", "['x' * 1000000 for i in range(100)]",
    "b'ab' * 10000000000", "sorted(range(1 << 40))", "'a'.join(['b' * 1000000] * 100)",
    "('x' * 1000).replace('', 'y' * 100000)", "[0] * (1 << 62)",
    "{i: [i] * 1000 for i in range(10000)}", "str([['x' * 100000] * 100] * 100)",
  ])
  func `too much memory is refused before it is taken`(expression: String) {
    let said = result(expression)
    #expect(
      said.contains("out of memory") || said.contains("too many steps") || said.contains("not defined"), "\(said)")
  }

  @Test func `memory that is free again counts no more`() {
    #expect(result("len([len('x' * 1000000) for i in range(30)])", budget: Budget(steps: 10_000_000)) == "30")
  }

  @Test func `memory just below the limit is given`() {
    #expect(result("len('x' * 1000)", budget: Budget(memory: 3_000)) == "1000")
    #expect(result("len('x' * 1000)", budget: Budget(memory: 1_000)).contains("out of memory"))
  }

  @Test func `steps run out at the limit and not before`() {
    #expect(result("len([x for x in range(100)])", budget: Budget(steps: 1_000)) == "100")
    #expect(
      result("len([x for x in range(1000)])", budget: Budget(steps: 1_000)) == "ERROR too many steps: the limit is 1000"
    )
  }

  @Test(arguments: [
    "[x for x in range(100000) for y in range(100000)]", "('a' * 100000).count('a')",
    "[('a' * 100000) == ('a' * 100000) for i in range(1000)]", "sorted([(i * 7919) % 100003 for i in range(9000)])",
    "len([[j for j in range(1000)] for i in range(1000)])",
  ])
  func `work inside of builtins counts`(expression: String) {
    #expect(result(expression) == "ERROR too many steps: the limit is 100000")
  }

  @Test func `calls inside calls end at the depth`() {
    let nested = "(lambda f: f(f, 0))(lambda f, n: n if n > 60 else f(f, n + 1))"
    var dialect = testDialect
    dialect.recursion = true
    let program = try? Program(expression: SourceText(nested), dialect: dialect)
    #expect(throws: Never.self) { try program?.evaluate(in: Starlark.Thread(), names: TestNames()) }
    #expect(throws: EvaluationError.self) {
      try program?.evaluate(in: Starlark.Thread(budget: Budget(depth: 50)), names: TestNames())
    }
    #expect(result(nested) == "ERROR function lambda called recursively (recursion is not allowed here)")
  }

  @Test func `a host can stop a program`() throws {
    let program = try Program(expression: SourceText("[x for x in range(1000000)]"))
    var asked = 0
    let thread = Starlark.Thread(
      budget: Budget(steps: 10_000_000),
      shouldStop: {
        asked += 1; return asked > 3
      })
    let error = #expect(throws: EvaluationError.self) { try program.evaluate(in: thread, names: TestNames()) }
    #expect(error?.kind == .stopped)
    #expect(asked == 4)
  }

  @Test func `integers end at their largest size`() {
    let said = result("[v for v in [[1 << 500]] for i in range(20) for u in [v.append(v[-1] * v[-1])]]")
    #expect(said == "ERROR the integer would have more than 65536 bits")
  }

  @Test func `no integer beyond 64 bits leaves for JSON`() throws {
    let thread = Starlark.Thread()
    #expect(throws: Never.self) { try Value.int(.min).json(in: thread) }
    let big = try Program(expression: SourceText("1 << 63")).evaluate(in: thread, names: TestNames())
    let error = #expect(throws: EvaluationError.self) { try big.json(in: thread) }
    #expect(error?.message == "the integer has more than 64 bits, which JSON can't hold here")
    #expect(error?.kind == .exhausted(.size))
  }

  @Test(arguments: [
    "(", "[", "{", "-", "a.b[", "f(", "lambda: ", "1 if 2 else ", "[x for x in ", "1 + (", "{1: ",
  ])
  func `a hundred thousand levels are an error, not a crash`(opening: String) {
    let said = failure(String(repeating: opening, count: 100_000) + "1")
    #expect(said.contains("expression:1:"))
  }

  @Test func `ten thousand terms side by side are fine`() {
    #expect(result(Array(repeating: "1", count: 10_000).joined(separator: " + ")) == "10000")
    #expect(result(Array(repeating: "True", count: 10_000).joined(separator: " and ")) == "True")
    #expect(result("len([\(Array(repeating: "1", count: 10_000).joined(separator: ", "))])") == "10000")
  }

  @Test func `ten thousand suffixes are an error`() {
    #expect(failure("a" + String(repeating: ".b", count: 10_000)).contains("nested too deeply"))
  }

  @Test func `a list nested ten thousand deep is made, freed and never walked`() {
    let deep = "[l for l in [[[]]] for i in range(5000) for u in [l.append([l.pop()])]]"
    #expect(result("len(\(deep))") == "5000")
    #expect(result(deep + "[0]") == "ERROR values are nested too deeply for this")
  }

  @Test func `a number of a million digits is refused`() {
    #expect(failure(String(repeating: "9", count: 1_000_000)).contains("more than 10000 digits"))
    #expect(result("int('9' * 20000)").contains("more than 10000 digits"))
  }

  @Test func `a list that holds itself can be shown`() {
    #expect(result("[l for l in [[1]] for u in [l.append(l)]][0]") == "[1, [...]]")
  }
}
