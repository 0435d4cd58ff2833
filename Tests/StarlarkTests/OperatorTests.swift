import Testing

struct OperatorTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 // 2", "3"), ("-7 // 2", "-4"), ("7 % -3", "-2"), ("-7 % 3", "2"),
    ("1 / 2", "0.5"), ("6 / 3", "2.0"), ("7.5 // 2", "3.0"), ("-7.5 % 2", "0.5"), ("2 - 3 - 4", "-5"),
    ("9223372036854775807 + 1", "9223372036854775808"), ("-9223372036854775808 - 1", "-9223372036854775809"),
    ("9223372036854775808 - 1", "9223372036854775807"), ("9223372036854775807 * 2", "18446744073709551614"),
    ("-9223372036854775808 // -1", "9223372036854775808"), ("1 << 64", "18446744073709551616"),
    ("1 << 62 << 1 >> 63", "1"),
    ("-1 >> 100", "-1"), ("5 & 3 | 8 ^ 1", "9"), ("~5", "-6"), ("~(1 << 70) ", "-1180591620717411303425"),
    ("0x10 + 0o17 + 0b11", "34"), ("1e3", "1000.0"), (".5", "0.5"), ("1e6", "1e+06"), ("123456.0", "123456.0"),
    ("1e-5", "1e-05"), ("0.1 + 0.2", "0.30000000000000004"), ("-0.0", "-0.0"),
    ("- - 3", "3"), ("+3", "3"), ("not not 3", "True"), ("not 1 in [1]", "False"),
  ])
  func `arithmetic is exact and follows precedence`(expression: String, value: String) {
    #expect(result(expression) == value)
  }

  @Test(arguments: [
    ("1 == 1.0", "True"), ("9007199254740993 == 9007199254740992.0", "False"),
    ("9007199254740993 > 9007199254740992.0", "True"),
    ("1 << 64 > 1e19", "True"), ("1 << 64 == 18446744073709551616.0", "True"),
    ("float('nan') == float('nan')", "True"),
    ("float('inf') > 1 << 200", "True"), ("'a' < 'b'", "True"), ("'a' < 'aa'", "True"), ("[1, 2] < [1, 3]", "True"),
    ("(1, 'a') == (1, 'a')", "True"), ("{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "True"), ("[1] == (1,)", "False"),
    ("True == 1", "False"), ("None == None", "True"), ("1 != 2", "True"), ("range(3) == range(0, 3, 1)", "True"),
    ("{1: 'a'}[1.0]", "\"a\""), ("2 in [1, 2.0]", "True"), ("'b' in 'abc'", "True"), ("'x' not in {'x': 1}", "False"),
    ("5 in range(0, 10, 2)", "False"), ("{1, 2} < {1, 2, 3}", "True"), ("{1, 2} | {3} == {3, 2, 1}", "True"),
    ("{1, 2, 3} & {2, 3, 4} - {3}", "set([2])"), ("{1, 2} ^ {2, 3}", "set([1, 3])"),
  ])
  func `comparison is exact between integers and floats and structural`(expression: String, value: String) {
    #expect(result(expression) == value)
  }

  @Test(arguments: [
    ("1 and 2", "2"), ("0 and x", "0"), ("0 or ''", "\"\""), ("1 or x", "1"), ("[] or {} or 'c'", "\"c\""),
    ("1 if 'a' else 2", "1"), ("1 if [] else 2 if None else 3", "3"), ("'a' + 'b' * 2", "\"abb\""),
    ("[1] + [2] * 2", "[1, 2, 2]"), ("(1,) + (2, 3)", "(1, 2, 3)"),
    ("{'a': 1} | {'a': 2, 'b': 3}", "{\"a\": 2, \"b\": 3}"),
    ("'%s has %d of %r' % ('x', 3, 'y')", "\"x has 3 of \\\"y\\\"\""),
    ("'%x %o %X %%' % (255, 8, 255)", "\"ff 10 FF %\""),
    ("'%(a)s-%(b)d' % {'a': 1, 'b': 2}", "\"1-2\""),
    ("'%f %e %g' % (1.5, 12345.678, 1e6)", "\"1.500000 1.234568e+04 1e+06\""),
    ("'%d' % 1.9", "\"1\""), ("'%c%c' % (65, 'B')", "\"AB\""), ("'%s' % [1]", "\"[1]\""),
    ("'%.2f' % 1", "ERROR unknown conversion %. (known are s r d i o x X e E f F g G c %)"),
  ])
  func `logic, joining and formatting`(expression: String, value: String) {
    #expect(result(expression) == value)
  }

  @Test(arguments: [
    ("1 + '2'", "int + string is not defined (to join it with a text use str(x))"),
    ("1 < '2'", "int < string is not defined (the text can be made a number: float(x))"),
    ("None + 1", "NoneType + int is not defined (one of the two is None)"), ("1 // 0", "floored division by zero"),
    ("1 % 0", "integer modulo by zero"), ("1.0 / 0", "floating-point division by zero"),
    ("-'a'", "-string is not defined"),
    ("1 << 600", "shift count too large: 600, the limit is 512"), ("1 >> -1", "negative shift count: -1"),
    ("[1][1]", "index 1 is out of range: the list has 1 element"),
    ("{'error_rate': 1}['eror_rate']", "there is no key \"eror_rate\" (did you mean 'error_rate'?)"),
    ("{[]: 1}", "unhashable type: list (use a tuple as the key)"),
    ("[x for x in 'abc']", "string can't be iterated over (its characters are s.elems())"),
    ("'a'.uper()", "string has no attribute 'uper' (did you mean 'upper'?)"), ("1(2)", "int can't be called"),
    ("{'a': 1, 'a': 2}", "the key \"a\" is in the dict twice"),
    ("'%s %s' % 1", "not enough arguments for format string"),
    ("'%s' % (1, 2)", "too many arguments for format string"),
    ("'x' % 1", "not all arguments converted during string formatting"),
  ])
  func `what can't be done is said with a hint`(expression: String, message: String) {
    #expect(result(expression) == "ERROR \(message)")
  }
}
