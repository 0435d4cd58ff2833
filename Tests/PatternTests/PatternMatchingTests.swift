import Pattern
import Testing

struct PatternMatchingTests {
  /// The pattern, a text, what matches first, and its groups.
  @Test(
    arguments: [
      ("a", "bab", "a", []),
      ("", "abc", "", []),
      ("a|ab", "ab", "a", []),
      ("ab|a", "ab", "ab", []),
      ("(a+)(b*)", "xaab", "aab", ["aa", "b"]),
      ("(a+?)(a*)", "aaa", "aaa", ["a", "aa"]),
      ("a*?b", "aab", "aab", []),
      ("(a)|b", "b", "b", [nil]),
      ("(?:ab){2,3}", "abababab", "ababab", []),
      ("(?:ab){2,3}?", "abababab", "abab", []),
      ("a{2}", "aaa", "aa", []),
      ("a{2,}", "baaaa", "aaaa", []),
      ("a{0}b", "aab", "b", []),
      ("(a*)*", "aab", "aa", ["aa"]),
      ("()*", "a", "", [nil]),
      ("(?:\\b)?a", "a", "a", []),
      ("(?:|b.)*c", "babac", "babac", []),
      ("(a|b)*c", "abac", "abac", ["a"]),
      ("(?<year>\\d{4})-(?<month>\\d\\d)", "on 2026-11-21", "2026-11", ["2026", "11"]),
      ("^a$", "a", "a", []),
      ("[^a-c]+", "abcxyzabc", "xyz", []),
      ("[\\d-]+", "a1-2b", "1-2", []),
      ("[\\w-z]+", "!a-z!", "a-z", []),
      ("[]a]", "a", nil, nil),
      ("[^]", "a", "a", []),
      ("[a\\]]+", "x]a]", "]a]", []),
      ("{a}", "{a}", "{a}", []),
      ("a{,3}", "a{,3}", "a{,3}", []),
      ("x{1", "x{1", "x{1", []),
      ("\\bfoo\\b", "a foo b", "foo", []),
      ("\\Boo", "foo oo", "oo", []),
      ("\\.\\/\\@\\-", "x./@-", "./@-", []),
      ("\\x41\\u0042\\u{1F600}\\uD83D\\uDE00\\t\\cA\\0", "AB😀😀\t\u{1}\u{0}", "AB😀😀\t\u{1}\u{0}", []),
      (".", "\n😀", "😀", []),
      ("é.", "caféx", "éx", []),
      ("\\s+", "a\u{A0}\u{FEFF}\u{2003}\tb", "\u{A0}\u{FEFF}\u{2003}\t", []),
      ("(?i:ab)c", "ABcABC", "ABc", []),
      ("a.(?s:.)", "a\n\nab\n", "ab\n", []),
    ] as [(String, String, String?, [String?]?)])
  func `the first match and its groups are those of ECMAScript`(
    pattern: String, text: String, expected: String?, groups: [String?]?
  ) throws {
    let match = try RegularExpression(pattern).firstMatch(in: text)
    #expect(match.map { PatternMatch.text(of: $0.range, in: text) } == expected)
    #expect(match?.groups.map { $0.map { PatternMatch.text(of: $0, in: text) } } == groups)
    #expect(try RegularExpression(pattern).matches(text) == (expected != nil))
  }

  @Test(arguments: [
    ("\\p{L}+", "123äöß", true), ("\\p{Letter}cole", "École", true), ("^\\p{digit}+$", "٤٢", true),
    ("^\\d+$", "٤٢", false), ("^\\w+$", "é", false), ("^\\W+$", "é", true), ("\\p{Lu}", "abc", false),
    ("\\P{Lu}", "ABC", false), ("^\\p{gc=Nd}$", "7", true), ("^[\\p{Lu}\\p{Nd}]+$", "A1", true),
    ("\\p{Alphabetic}", "1", false), ("\\p{White_Space}", "\u{3000}", true), ("\\p{Emoji}", "😀", true),
    ("^[^\\p{L}]+$", "12", true), ("\\p{ASCII}", "é", false),
  ])
  func `properties hold for characters of all languages`(pattern: String, text: String, isMatch: Bool) throws {
    #expect(try RegularExpression(pattern).matches(text) == isMatch)
  }

  @Test(arguments: [
    ("straße", "STRAßE", true), ("É", "é", true), ("[a-z]+", "XYZ", true), ("[^a]", "A", false), ("\\u212a", "k", true),
    ("σ", "ς", true), ("\\p{Lu}", "a", true), ("a", "b", false), ("[^\\d]", "x", true),
  ])
  func `case can be ignored`(pattern: String, text: String, isMatch: Bool) throws {
    #expect(try RegularExpression(pattern, options: .ignoreCase).matchesWhole(text) == isMatch)
  }

  @Test func `anchors hold at line breaks when asked`() throws {
    #expect(try !RegularExpression("^b$").matches("a\nb\nc"))
    let lines = try RegularExpression("^.*$", options: .multiline)
    #expect(lines.allMatches(in: "a\nbc\n").map(\.range) == [0..<1, 2..<4, 5..<5])
  }

  @Test func `all matches are found, and an empty one doesn't stand still`() throws {
    #expect(try RegularExpression("a*").allMatches(in: "baéa").map(\.range) == [0..<0, 1..<2, 2..<2, 4..<5, 5..<5])
  }

  @Test func `a match can be asked for at a place, of the whole, and from a place on`() throws {
    let expression = try RegularExpression("a|ab")
    #expect(expression.prefixMatch(in: "xab", at: 1)?.range == 1..<2)
    #expect(expression.prefixMatch(in: "xab") == nil)
    #expect(expression.wholeMatch(in: "ab")?.range == 0..<2)
    #expect(!expression.matchesWhole("abc"))
    #expect(expression.firstMatch(in: "a_a", from: 1)?.range == 2..<3)
    #expect(try RegularExpression("^a").firstMatch(in: "aa", from: 1) == nil)
    #expect(try RegularExpression("\\ba").firstMatch(in: "aa", from: 1) == nil)
    #expect(expression.firstMatch(in: "a", from: 2) == nil)
  }

  @Test func `groups are found by name`() throws {
    let expression = try RegularExpression("(?<a>x)|(?<b>y)")
    let match = try #require(expression.firstMatch(in: "y"))
    #expect(match["a"] == nil)
    #expect(match["b"] == 0..<1)
    #expect(expression.groupNames == ["a", "b"])
  }
}
