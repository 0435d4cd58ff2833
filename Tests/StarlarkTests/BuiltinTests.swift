import JSON
import Testing

struct BuiltinTests {
  @Test(arguments: [
    ("len('é')", "2"), ("len([1, 2])", "2"), ("str([1, 'a', None, True])", "\"[1, \\\"a\\\", None, True]\""),
    ("repr('a\\n\"')", "\"\\\"a\\\\n\\\\\\\"\\\"\""),
    ("type(1.0)", "\"float\""), ("bool([])", "False"), ("int('0x1f', 0)", "31"), ("int('-12')", "-12"),
    ("int('z', 36)", "35"), ("int(-2.9)", "-2"),
    ("int(1e20)", "100000000000000000000"), ("float('1.5e3')", "1500.0"), ("float(3)", "3.0"), ("abs(-5)", "5"),
    ("abs(-1.5)", "1.5"),
    ("min(3, 1, 2)", "1"), ("max(['a', 'bbb', 'cc'], key = len)", "\"bbb\""),
    ("sorted([3, 1, 2], reverse = True)", "[3, 2, 1]"),
    ("sorted(['bb', 'a', 'ccc', 'dd'], key = len)", "[\"a\", \"bb\", \"dd\", \"ccc\"]"),
    ("sorted([(1, 'b'), (0, 'c'), (1, 'a')], key = lambda p: p[0])", "[(0, \"c\"), (1, \"b\"), (1, \"a\")]"),
    (
      "sorted([(1, 'b'), (0, 'c'), (1, 'a')], key = lambda p: p[0], reverse = True)",
      "[(1, \"b\"), (1, \"a\"), (0, \"c\")]"
    ),
    ("reversed([1, 2])", "[2, 1]"), ("enumerate(['a', 'b'], 1)", "[(1, \"a\"), (2, \"b\")]"),
    ("zip([1, 2, 3], ['a', 'b'])", "[(1, \"a\"), (2, \"b\")]"),
    ("list(range(10, 0, -3))", "[10, 7, 4, 1]"), ("range(1, 10, 2)[1:3]", "range(3, 7, 2)"),
    ("tuple({'a': 1})", "(\"a\",)"),
    ("dict([('a', 1)], b = 2)", "{\"a\": 1, \"b\": 2}"), ("any([0, 1])", "True"), ("all([])", "True"),
    ("hasattr('', 'upper')", "True"),
    ("getattr('', 'nope', 3)", "3"), ("dir([])[:2]", "[\"append\", \"clear\"]"), ("hash('abc')", "96354"),
    ("chr(233)", "\"é\""), ("ord('é')", "233"),
    ("set([1, 2, 1])", "set([1, 2])"), ("bytes('hé')", "b\"hé\""), ("b'\\x80'[0]", "128"),
    ("list(b'ab'.elems())", "[97, 98]"),
    ("(math.floor(-2.5), math.ceil(2.1), math.sqrt(16), math.pi > 3)", "(-3, 3, 4.0, True)"),
    ("json.encode({'a': [1, 1.0, None, 'é']})", "\"{\\\"a\\\":[1,1.0,null,\\\"é\\\"]}\""),
    ("json.decode('{\"a\": [1]}').a[0]", "1"), ("json.decode('x', default = 7)", "7"),
    ("[x.pop() for x in [[1, 2]]]", "[2]"), ("{'a': 1}.get('b', 2)", "2"),
    ("{'a': 1, 'b': 2}.items()", "[(\"a\", 1), (\"b\", 2)]"),
    ("[3, 1].index(1)", "1"), ("(lambda l: [l.append(9), l.insert(0, 7), l.remove(1), l][3])([1, 2])", "[7, 2, 9]"),
  ])
  func `builtins and methods give`(expression: String, value: String) {
    let text = result(expression)
    #expect(text == value)
  }

  @Test(arguments: [
    ("'hello world'.title()", "Hello World"), ("'ÄÖ'.lower()", "äö"), ("'straße'.upper()", "STRAßE"),
    ("'hELLO'.capitalize()", "Hello"),
    ("'a,b,,c'.split(',')", "[\"a\", \"b\", \"\", \"c\"]"), ("' a  b '.split()", "[\"a\", \"b\"]"),
    ("'a b c'.split(None, 1)", "[\"a\", \"b c\"]"), ("'a b c'.rsplit(None, 1)", "[\"a b\", \"c\"]"),
    ("'a.b.c'.rsplit('.', 1)", "[\"a.b\", \"c\"]"), ("'one\\ntwo\\r\\n'.splitlines()", "[\"one\", \"two\\r\"]"),
    ("'a=b=c'.partition('=')", "(\"a\", \"=\", \"b=c\")"),
    ("'a=b=c'.rpartition('=')", "(\"a=b\", \"=\", \"c\")"), ("'-'.join(['a', 'b'])", "a-b"),
    ("'banana'.count('an')", "2"), ("'banana'.find('an', 2)", "3"),
    ("'banana'.rfind('an')", "3"), ("'banana'.replace('a', 'o', 2)", "bonona"), ("'ab'.replace('', '-')", "-a-b-"),
    ("'  x '.strip()", "x"), ("'xxaxx'.strip('x')", "a"),
    ("'abc'.removeprefix('a').removesuffix('c')", "b"), ("'{} {}'.format(1, 'b')", "1 b"),
    ("'{1}{0}{{}}'.format(1, 2)", "21{}"), ("'{a!r}'.format(a = 'x')", "\"x\""),
    ("'abc'.startswith(('x', 'ab'))", "True"), ("'abc'.endswith('bc')", "True"), ("'abc'[-2:]", "bc"),
    ("'abc'[::-1]", "cba"), ("list('aé'.codepoints())", "[\"a\", \"é\"]"),
    ("list('aé'.elem_ords())", "[97, 195, 169]"), ("'Abc'.istitle()", "True"),
    ("'12'.isdigit()", "True"), ("'a1'.isalnum()", "True"), ("'abc'.upper().isupper()", "True"),
    ("'a\\tb\\x41\\u00e9\\U0001F600'", "a\tbAé😀"), ("r'a\\n'", "a\\n"), ("'''a\nb'''", "a\nb"),
  ])
  func `strings`(expression: String, text: String) {
    #expect(result("json.encode(str(\(expression)))") == result("json.encode(x)", ["x": .string(text)]))
  }

  @Test(arguments: [
    ("keys({'a': 1})", "[\"a\"]"), ("items({'a': 1})", "[(\"a\", 1)]"), ("get({'a': 1}, 'b', 3)", "3"),
    ("get([1], 5, 0)", "0"), ("get(None, 'a')", "None"),
    ("map(lambda x: x + 1, [1, 2])", "[2, 3]"), ("map([1, 2], str)", "[\"1\", \"2\"]"),
    ("filter(lambda x: x > 1, [1, 2])", "[2]"), ("join([1, 'a'], ', ')", "\"1, a\""),
    ("flatten([[1], [2, [3]], 4])", "[1, 2, [3], 4]"), ("unique([1, 2, 1, [3], [3]])", "[1, 2, [3]]"),
    ("chunks([1, 2, 3], 2)", "[[1, 2], [3]]"), ("sum([1, 2.5])", "3.5"),
    ("pick({'a': 1, 'b': 2}, 'b', 'c')", "{\"b\": 2}"), ("default({'a': 1}['b'], 5)", "5"), ("default([1][3], 5)", "5"),
    ("default(nowhere.at.all, 5)", "5"),
    ("default({'a': 1}['a'], 5)", "1"), ("default(1 // 0, 5)", "ERROR floored division by zero"),
    ("default(default([][0], {}['x']), 6)", "6"),
    ("default([x.nope for x in [1]], 0) + 1", "1"),
  ])
  func `helpers for data`(expression: String, value: String) {
    #expect(result(expression) == value)
  }

  @Test(arguments: [
    ("len(5)", "len: a value of type int has no length"), ("int('12a')", "int: '12a' is no integer"),
    ("sorted([1, 'a'])", "string < int is not defined (the text can be made a number: float(x))"),
    ("len([1], [2])", "len takes exactly 1 argument, got 2"),
    ("sorted([1], revers = True)", "sorted has no parameter 'revers' (did you mean 'reverse'?)"),
    ("min([])", "min: there are no elements"), ("fail('no', 1)", "fail: no 1"),
    ("print('x')", "print is not available here"), ("(lambda a, b: a)(1)", "function lambda needs the argument b"),
    ("(lambda a: a)(1, 2)", "function lambda takes at most 1 argument, got 2"),
    ("(lambda count: 1)(cuont = 1)", "function lambda has no parameter 'cuont' (did you mean 'count'?)"),
    ("(lambda *, a: a)(1)", "function lambda takes no arguments, got 1"),
    ("[l.append(1) for l in [[1]] for x in l]", "cannot append to list during iteration"),
    ("'{}'.format()", "format: there is no argument 0"),
    ("1 in 'a'", "'in string' needs a string on its left side, got int (use str(x))"),
    ("pick(1, 'a')", "pick: needs an object, got int"),
  ])
  func `misuse is explained`(expression: String, message: String) {
    #expect(result(expression) == "ERROR \(message)")
  }
}
