import Starlark
import Testing

struct StatementTests {
  @Test func `functions, loops and branches`() {
    let said = run(
      """
      def classify(values, limit = 2):
          small, large = [], []
          for value in values:
              if value < limit:
                  small.append(value)
                  continue
              elif value > 100:
                  break
              else:
                  large += [value]
          return small, large

      print(classify([1, 5, 0, 101, 7]))
      total = 0
      def count(n):
          sum = 0
          for i in range(n):
              sum += i
          return sum
      print(count(10), count(n = 3))
      table = {}
      def fill():
          for k, v in zip(["a", "b"], [1, 2]):
              table[k] = v
              table[k] *= 10
      fill()
      print(table); print("end", sep = "")
      """)
    #expect(said == "([1, 0], [5])\n45 3\n{\"a\": 10, \"b\": 20}\nend")
  }

  @Test func `closures share their variables`() {
    let said = run(
      """
      def counter():
          state = [0]
          step = 1
          def next():
              state[0] += step
              return state[0]
          step = 5
          return next
      c = counter()
      print(c(), c())
      """)
    #expect(said == "5 10")
  }

  @Test func `an error shows the calls that led to it`() {
    let said = run(
      """
      def inner(x):
          return x.size

      def outer(x):
          return inner(x)

      outer([1])
      """)
    #expect(
      said == """
        test.star:2:14: list has no attribute 'size' (its attributes are: append, clear, extend, index, insert, pop, remove)
              return x.size
                       ^
        Calls, the innermost first:
          test.star:2:14 in inner
          test.star:5:12 in outer
          test.star:7:1 in <toplevel>
        """)
  }

  @Test(arguments: [
    ("for x in [1]:\n    pass", "test.star:1:1: 'for' can only stand in a function (put it into a def and call it)"),
    (
      "def f():\n  x = y\n  y = 1\nf()",
      "test.star:2:7: 'y' has no value yet (it gets one only later, or on another way through the program)"
    ),
    ("while True:\n    pass", "test.star:1:1: there is no 'while' here (loop over a range: for i in range(1000))"),
    (
      "def f(x):\n    return f(x)\nf(1)",
      "test.star:2:12: function f called recursively (recursion is not allowed here)"
    ),
    (
      "def f():\n  if 1:\n\treturn 1",
      "test.star:3:2: tabs and spaces are mixed in the indentation (indent with spaces only)"
    ), ("x = 1\n  y = 2", "test.star:2:3: this line is indented, but no block begins here"),
    ("print(undefind)\nundefined = 1", "test.star:1:7: 'undefind' is not defined (did you mean 'undefined'?)"),
    ("1 = 2", "test.star:1:1: nothing can be assigned to this"),
    ("break", "test.star:1:1: 'break' and 'continue' can only stand in a loop"),
    ("a, b = [1]", "test.star:1:1: too few values to unpack: got 1, want 2"),
    ("load('x.star', 'a')", "test.star:1:1: load is not available here"),
    ("import os", "test.star:1:1: 'import' is a reserved word (use load(\"file.star\", \"name\"))"),
  ])
  func `what can't stand in a file is refused`(file: String, message: String) {
    #expect(run(file).split(separator: "\n").first.map(String.init) == message)
  }

  @Test func `a loaded module is frozen`() throws {
    let library = try Program(
      file: SourceText("names = [1]\n_own = 2\ndef add(x):\n  names.append(x)\n"), builtins: .data)
    let user = try Program(
      file: SourceText("load('lib', 'names', plus = 'add')\nprint(names)\nplus(2)"), builtins: .data)
    let module = try library.run(in: Starlark.Thread())
    #expect(module.attributeNames == ["add", "names"])
    var lines: [String] = []
    let thread = Starlark.Thread(print: { lines.append($0) }, load: { _ in module })
    let error = #expect(throws: EvaluationError.self) { try user.run(in: thread) }
    #expect(lines == ["[1]"])
    #expect(error?.message == "cannot append to frozen list")
  }
}
