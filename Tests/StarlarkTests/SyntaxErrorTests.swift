import Starlark
import Testing

struct SyntaxErrorTests {
  /// The places and messages of everything that is wrong with a file.
  private func errors(_ file: String) -> [String] {
    do {
      _ = try Program(file: SourceText(file, name: "f.star"), builtins: .standard)
      return []
    } catch {
      return ([error] + error.others).map { "\($0.position.line):\($0.position.column) \($0.message)" }
    }
  }

  @Test func `every statement that is wrong is told, in order`() {
    let file = """
      x = 1 +
      y = [1, 2
      z = 3
      def f(a,, b):
          return a
      def g():
          if a b:
              pass
          else:
              pass
          w = 5 5
          return "ok"
      last = $
      """
    #expect(
      errors(file) == [
        "1:8 the expression ends where a value is expected", "3:1 expected ']' or ',' in the list, found 'z'",
        "4:9 expected a parameter's name, found ','", "7:10 expected ':' after the condition, found 'b'",
        "11:11 expected an operator or the end of the expression, found 5", "13:8 '$' is no part of an expression",
      ])
  }

  @Test func `every name that is unknown is told`() {
    #expect(
      errors("def f():\n  return foo\nx = lenn([])\ny = [bar for z in x]\nbreak\n") == [
        "2:10 'foo' is not defined", "3:5 'lenn' is not defined", "4:6 'bar' is not defined",
        "5:1 'break' and 'continue' can only stand in a loop",
      ])
  }

  @Test func `at most twenty are told`() {
    #expect(errors(Array(repeating: "x y\n", count: 100_000).joined()).count == SyntaxError.most)
  }

  @Test func `a global has its value from one place`() {
    #expect(
      errors("a = 1\ndef a(): pass\nb = 2\nb += 1") == [
        "2:5 'a' has a value already, from line 1", "4:1 'b' has a value already, from line 3",
      ])
  }

  @Test func `the description shows each with its line`() {
    let error = #expect(throws: SyntaxError.self) {
      try Program(file: SourceText("a = 1 2\nb = ]\n", name: "f.star"), builtins: .standard)
    }
    #expect(
      "\(error.map(String.init(describing:)) ?? "")" == """
        f.star:1:7: expected an operator or the end of the expression, found 2
          a = 1 2
                ^
        f.star:2:5: expected a value, found ']'
          b = ]
              ^
        """)
  }
}
