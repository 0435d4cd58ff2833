import Pattern
import Testing

struct PatternErrorTests {
  @Test(arguments: [
    ("a)", 1, "')' closes no group"), ("(a", 0, "this group has no closing ')'"),
    ("[a", 0, "this class has no closing"),
    ("*a", 0, "'*' has nothing to repeat"), ("a**", 2, "a quantifier can't follow another"),
    ("a|{2}", 5, "the quantifier before this has nothing to repeat"), ("^*", 0, "an anchor can't be repeated"),
    ("a{2,1}", 1, "the bounds are the wrong way round"), ("[z-a]", 1, "the range is the wrong way round"),
    ("(?=a)", 0, "lookaround '(?=' can't be matched in linear time"), ("a(?!b)", 1, "lookaround '(?!'"),
    ("(?<=a)b", 0, "lookaround '(?<='"), ("(?<!a)b", 0, "lookaround '(?<!'"),
    ("(a)\\1", 3, "the backreference '\\1' can't be matched in linear time"), ("(?<n>a)\\k<n>", 7, "the backreference"),
    ("\\a", 0, "the escape '\\a' is not known"), ("x\\Z", 1, "the escape '\\Z' is not known"),
    ("\\", 0, "'\\' has nothing"),
    ("\\p{Nonsense}", 0, "the property 'Nonsense' is not known"),
    ("\\p{Script=Greek}", 0, "the property 'Script=Greek'"),
    ("\\pL", 0, "a property is written \\p{…}"), ("\\u12", 0, "'\\u' needs four"),
    ("\\ud800", 0, "half of a surrogate pair"),
    ("\\u{110000}", 0, "'\\u{…}' holds the number"), ("\\xg1", 0, "'\\x' needs two"),
    ("\\c1", 0, "'\\c' needs a letter"),
    ("(?P<n>a)", 0, "'(?P<' is not known here"), ("(?i)a", 0, "this kind of group is not known"),
    ("(?ii:a)", 0, "this kind of group is not known"), ("(?<>a)", 0, "a group's name is written"),
    ("(?<n>a)(?<n>b)", 7, "the group name 'n' stands twice"), ("(?<1>a)", 3, "'1' can't stand in a name"),
    ("(?", 0, "this kind of group is not known"),
  ])
  func `a pattern that can't be compiled is refused with place and reason`(
    pattern: String, offset: Int, message: String
  ) throws {
    let error = try #require(throws: PatternError.self) { try RegularExpression(pattern) }
    #expect(error.offset == offset, "\(error)")
    #expect(error.message.hasPrefix(message), "\(error)")
  }

  @Test func `an error reads well`() throws {
    let error = try #require(throws: PatternError.self) { try RegularExpression("x\\Z") }
    #expect(error.description == "in the pattern 'x\\Z' at character 2: the escape '\\Z' is not known (use '$')")
  }
}

struct PatternBoundsTests {
  @Test(
    .timeLimit(.minutes(1)), arguments: ["(a*)*b", "(a|aa)+$", "(a|a)*b", "(.*)(.*)(.*)(.*)(.*)[^a]", "(a?){50}a{50}b"])
  func `what makes backtracking explode takes linear time`(pattern: String) throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    let expression = try RegularExpression(pattern)
    _ = expression.matches(text)
    _ = expression.firstMatch(in: text)
  }

  @Test(arguments: ["(.{1,1000}){1,1000}", "a{20001}", "a{99999999999999999999}", "((a{100}){100}){100}"])
  func `a program that would be too large is refused`(pattern: String) throws {
    let error = try #require(throws: PatternError.self) { try RegularExpression(pattern) }
    #expect(error.message.hasPrefix("the pattern is too large"))
  }

  @Test func `repeating nothing costs nothing`() throws {
    #expect(try RegularExpression("(?:){99999999}a").matches("a"))
  }

  @Test func `too much nesting is refused`() {
    let pattern = String(repeating: "(", count: 10_000) + String(repeating: ")", count: 10_000)
    #expect(throws: PatternError.self) { try RegularExpression(pattern) }
  }

  @Test func `long bounded patterns work`() throws {
    let expression = try RegularExpression("^.{1,5000}$")
    #expect(expression.matches(String(repeating: "x", count: 5_000)))
    #expect(!expression.matches(String(repeating: "x", count: 5_001)))
  }
}
