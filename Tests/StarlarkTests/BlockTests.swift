import JSON
import Starlark
import Testing

/// Statements that compute a value.
struct BlockTests {
  /// The `repr` of the block's value, or what it fails with.
  private func value(_ block: String, _ data: JSONObject = [:], budget: Budget = Budget()) -> String {
    do {
      let program = try Program(block: SourceText(block), dialect: testDialect)
      return try program.evaluate(in: Starlark.Thread(budget: budget), names: TestNames(data)).json(
        in: Starlark.Thread()
      ).text
    } catch {
      return "ERROR \(firstLine(error))"
    }
  }

  @Test(arguments: [
    ("a = 2\na * b", "6"), ("result = b", "3"), ("result = []\nresult.append(b)", "[3]"),
    ("total = 0\nfor x in [1, b]:\n  if x > 1:\n    total += x\ntotal", "3"),
    ("def twice(x):\n  return x * 2\ntwice(b)", "6"), ("if b > 2:\n  return 'many'\nreturn 'few'", "\"many\""),
    ("rows = [x for x in range(b)]\nlambda_of = lambda x: x + b\n[lambda_of(x) for x in rows]", "[3,4,5]"),
    ("n = b; n = n + 1; n", "4"), ("for x in [1]:\n  pass\nif b > 5:\n  return 1", "null"),
  ])
  func `a block's value`(block: String, value: String) {
    #expect(self.value(block, ["b": 3]) == value)
  }

  @Test(arguments: [
    ("a = 2", "ERROR the block computes no value (end it with an expression, or assign it to 'result')"),
    ("", "ERROR the block is empty (end it with an expression)"),
    ("if b:\n  result = 1\n", "ERROR"), ("x = y\nx", "ERROR"),
    ("load('x', 'y')\ny", "ERROR 'load' can only stand at the top of a file"),
    ("for x in range(1000000):\n  pass\n1", "ERROR"),
  ])
  func `what a block can't do`(block: String, message: String) {
    #expect(value(block, ["b": 0], budget: Budget(steps: 1_000)).hasPrefix(message))
  }
}
