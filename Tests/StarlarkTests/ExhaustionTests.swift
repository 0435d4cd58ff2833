import Starlark
import Testing

/// Every budget has an error of its own kind; one that is just large enough is not noticed.
struct ExhaustionTests {
  /// What ended an expression; nil for nothing.
  private func ending(_ expression: String, _ budget: Budget = Budget()) -> EvaluationError.Kind? {
    do {
      var dialect = testDialect
      dialect.recursion = true
      let program = try Program(expression: SourceText(expression), dialect: dialect)
      _ = try program.evaluate(in: Starlark.Thread(budget: budget), names: TestNames())
      return nil
    } catch let error as EvaluationError {
      return error.kind
    } catch {
      return .failed
    }
  }

  @Test func `each budget ends a program with an error of its own kind, and not before it is used up`() {
    let loop = "[x for x in range(1000)]"
    #expect(ending(loop, Budget(steps: 2_000)) == .exhausted(.steps))
    #expect(ending(loop, Budget(steps: 6_000)) == nil)
    #expect(ending("'x' * 100000", Budget(memory: 100_000)) == .exhausted(.memory))
    #expect(ending("'x' * 100000", Budget(memory: 101_000)) == nil)
    let nested = "(lambda f: f(f, 1))(lambda f, n: n if n == 10 else f(f, n + 1))"
    #expect(ending(nested, Budget(depth: 10)) == .exhausted(.depth))
    #expect(ending(nested, Budget(depth: 11)) == nil)
    let square = "[v for v in [[1 << 500]] for i in range(COUNT) for u in [v.append(v[-1] * v[-1])]]"
    #expect(ending(square.replacing("COUNT", with: "8")) == .exhausted(.size))
    #expect(ending(square.replacing("COUNT", with: "6")) == nil)
  }

  @Test func `what is printed has a limit`() {
    let file = "for i in range(10): print('123456789')"
    var dialect = testDialect
    dialect.globalControlFlow = true
    let whole = run(file, dialect: dialect, budget: Budget(output: 100))
    #expect(whole.split(separator: "\n").count == 10)
    #expect(run(file, dialect: dialect, budget: Budget(output: 99)).contains("too much output: the limit is 99 bytes"))
  }

  @Test func `a host that never stops it is asked and lets it end`() throws {
    var asked = 0
    let thread = Starlark.Thread(
      budget: Budget(steps: 1_000_000),
      shouldStop: {
        asked += 1
        return false
      })
    _ = try Program(expression: SourceText("[x for x in range(20000)]")).evaluate(in: thread, names: TestNames())
    #expect(asked > 2)
  }

  @Test(arguments: [
    "'x' * 1000000000", "[[]] * 100000000", "(0,) * (1 << 62)", "b'x' * (1 << 40)",
    "[s for s in [['x']] for i in range(100) for u in [s.append(s[-1] + s[-1])]]",
    "[s for s in [[[1]]] for i in range(100) for u in [s.append(s[-1] + s[-1])]]",
    "[s for s in [['%s%s']] for i in range(60) for u in [s.append(s[-1].replace('%s', '%s%s'))]]",
    "'{0}{0}{0}{0}'.format('{0}' * 1000000).format('x' * 1000000)", "','.join(['x' * 100000] * 1000)",
    "str(['x' * 1000000] * 1000)", "json.encode(['x' * 1000000] * 1000)", "list(range(1 << 40))",
    "{i << 32: i for i in range(1000000)}", "{(i, i): i * 1.0 for i in range(1000000)}",
    "{'k%d' % i: i for i in range(1000000)}",
  ])
  func `what would grow beyond every measure ends at once`(expression: String) {
    let kind = ending(expression)
    #expect(kind == .exhausted(.memory) || kind == .exhausted(.steps), "\(String(describing: kind))")
  }

  @Test(arguments: [
    "'%1000000000d' % 1", "'%.1000000000f' % 1.5", "'%*d' % (1000000000, 1)", "'{:>1000000000}'.format(1)",
    "1 << 1000000000", "1 << (1 << 80)", "'{99999999999999999999}'.format(1)", "int('z' * 100000, 36)",
  ])
  func `formats and shifts beyond every measure are refused`(expression: String) {
    #expect(ending(expression) == .failed)
  }

  @Test func `many keys cost what few keys cost, each`() throws {
    let thread = Starlark.Thread(budget: Budget(steps: 10_000_000, memory: 1 << 28))
    let program = try Program(expression: SourceText("{i << 32: i for i in range(100000)}"))
    _ = try program.evaluate(in: thread, names: TestNames())
    #expect(thread.steps < 1_500_000)
  }
}
