import JSON
import Starlark
import Testing

struct ExpressionFormTests {
  @Test(arguments: [
    ("[x * y for x in [1, 2] for y in [3, 4] if x != y - 2]", "[4, 6]"),
    ("{k: v for k, v in [('a', 1)]}", "{\"a\": 1}"), ("{x % 2 for x in range(5)}", "set([0, 1])"),
    ("[f(2) for f in [lambda x: x * 2, lambda x: x + 10]]", "[4, 12]"),
    ("(lambda a, b = 2, *c, d = 4, **e: (a, b, c, d, e))(1)", "(1, 2, (), 4, {})"),
    ("(lambda a, b = 2, *c, d = 4, **e: (a, b, c, d, e))(1, 3, 5, 6, d = 7, z = 8)", "(1, 3, (5, 6), 7, {\"z\": 8})"),
    ("(lambda *a, **k: (a, k))(*[1, 2], **{'x': 3})", "((1, 2), {\"x\": 3})"),
    ("(lambda n: (lambda m: n + m))(1)(2)", "3"), ("[g() for g in [lambda: x for x in [1]]]", "[1]"),
    ("[(a, b) for (a, [b, c]) in [(1, [2, 3])]]", "[(1, 2)]"),
    ("()", "()"), ("(1,)", "(1,)"), ("[1, 2,]", "[1, 2]"), ("{}", "{}"), ("[1, 2, 3, 4][1:-1]", "[2, 3]"),
    ("[1, 2, 3][::2]", "[1, 3]"), ("'abc'[5:]", "\"\""),
    ("[1,\n 2]", "[1, 2]"), ("1 +\n 2 # three", "3"), ("(1 if x else 2) if x else 3", "1"), ("x.y.z[0].w", "\"deep\""),
    ("x['y'].z[-1]['w']", "\"deep\""),
    ("len(x.y)", "1"), ("'y' in x", "True"), ("hasattr(x, 'y')", "True"), ("getattr(x, 'q', 0)", "0"),
    ("[k for k in x]", "[\"y\"]"), ("items(x.y)[0][0]", "\"z\""),
    ("o.items", "[1]"), ("o.keys", "\"k\""), ("x", "{\"y\": {\"z\": [{\"w\": \"deep\"}]}}"),
    ("x == {'y': {'z': [{'w': 'deep'}]}}", "True"), ("x | {'a': 1}", "{\"y\": {\"z\": [{\"w\": \"deep\"}]}, \"a\": 1}"),
  ])
  func `every form of an expression`(expression: String, value: String) {
    let data: JSONObject = ["x": ["y": ["z": [["w": "deep"]]]], "o": ["items": [1], "keys": "k"]]
    #expect(result(expression, data) == value)
  }

  @Test func `values of JSON can't be changed`() {
    #expect(result("x.append(1)", ["x": [1]]) == "ERROR cannot append to frozen list")
  }

  @Test func `an object's missing key is told with the keys that exist`() {
    #expect(
      result("x.error_rat", ["x": ["error_rate": 1]])
        == "ERROR the object has no key 'error_rat' (did you mean 'error_rate'?)")
    #expect(
      result("x.items()", ["x": ["a": 1]])
        == "ERROR the object has no key 'items' (an object has no methods; write items(x))")
    #expect(result("x.zzz", ["x": ["a": 1, "b": 2]]) == "ERROR the object has no key 'zzz' (its keys are: a, b)")
  }

  @Test func `an unknown name is told with its place and its likely spelling`() {
    let said = failure("1 + error_rat > 2", ["error_rate": 1])
    #expect(
      said == """
        expression:1:5: 'error_rat' is not defined (did you mean 'error_rate'?)
          1 + error_rat > 2
              ^
        """)
  }

  @Test(arguments: [
    (
      "1 < 2 < 3",
      "expression:1:7: '<' can't follow '<': comparisons don't chain (write 'a < b and b < c', or use parentheses)"
    ),
    ("a = 1", "expression:1:3: '=' assigns; it can't stand in an expression (compare with '==')"),
    ("a && b", "expression:1:4: '&&' is no operator (write 'and')"),
    ("a || b", "expression:1:4: '||' is no operator (write 'or')"),
    ("!a", "expression:1:1: '!' is no operator (write 'not x', or '!=' for unequal)"),
    ("a is None", "expression:1:3: 'is' is a reserved word (compare with '==')"),
    ("true", "expression:1:1: 'true' is not defined (did you mean 'True'?)"),
    ("(1 + 2", "expression:1:1: '(' is never closed"), ("'abc", "expression:1:1: the string's closing ' is missing"),
    ("a.", "expression:1:3: expected a name after '.', found the end"),
    ("[1 2]", "expression:1:4: expected ']' or ',' in the list, found 2"),
    ("f(a=1, 2)", "expression:1:8: a positional argument can't follow a keyword argument"),
    ("'a' 'b'", "expression:1:5: strings that stand side by side aren't joined (write '+' between them)"),
    ("1 +", "expression:1:4: the expression ends where a value is expected"),
    ("", "expression:1:1: the expression ends where a value is expected"), ("1)", "expression:1:2: ')' closes nothing"),
    ("'\\q'", "expression:1:2: '\\q' is no escape (a backslash itself is written \\\\)"),
    ("007", "expression:1:1: a decimal number can't begin with 0 (an octal number is written 0o17)"),
    ("a ? b : c", "expression:1:3: '?' is no operator (a choice is written 'a if condition else b')"),
    ("“a”", "expression:1:1: '“' is a typographic quote (strings stand between \" or ')"),
    ("x if y", "expression:1:7: expected 'else', found the end (a choice is written 'a if condition else b')"),
    ("ctx.class", "expression:1:5: 'class' is a reserved word (use a dict or struct)"),
    ("lambda x, x: 1", "expression:1:11: the parameter 'x' is there twice"),
    ("(x for x in y)", "expression:1:4: there are no generators (write a list: [x for x in y])"),
    ("\u{0}", "expression:1:1: the character U+0000 has no meaning here"),
    ("default(1)", "expression:1:1: default takes two arguments: default(expression, value)"),
  ])
  func `what is no expression is refused with its place`(text: String, message: String) {
    let said = failure(text)
    #expect(String(said.split(separator: "\n").first ?? "") == message)
  }
}
