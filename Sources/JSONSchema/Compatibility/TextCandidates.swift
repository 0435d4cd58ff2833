import JSON
import Pattern

/// Texts that are worth a try.
struct TextCandidates {
  let facts: TextFacts
  private var found: [String] = []
  private var known: Set<MemberName> = []

  /// A counterexample that fills a page helps nobody.
  private static let longestText = 5_000

  init(_ facts: TextFacts) { self.facts = facts }

  mutating func candidates() -> Attempt {
    if facts.isEmpty { return .impossible }
    if facts.count.maximum == 0 { return .candidates([""], areAll: true) }
    guard facts.count.minimum <= Self.longestText else { return .stuck("the texts would be too long to be tried") }
    for pattern in facts.patterns {
      for example in pattern.examples(length: facts.count.minimum) { noteExtended(example) }
    }
    for format in facts.formats { for example in FormatExamples.named(format.name) { noteFilled(example) } }
    if facts.patterns.isEmpty, facts.formats.isEmpty {
      for word in Self.words { noteFilled(word) }
    }
    for pattern in facts.wrongPatterns { for word in pattern.examples(length: 0).prefix(2) { noteFilled(word + "?") } }
    return .candidates(found.map { .string($0) }, areAll: false)
  }

  /// Of letters, digits and signs, long and short.
  private static let words = [
    "x", "text", "a", "", "Some Text", "0", "-1", "A", "_", "é", " ", "!", "x1", "aB3", "a-b", "2", "\n",
    "zzzzzzzzzzzz",
  ]

  /// A pattern without `^` or `$` allows more around it.
  private mutating func noteExtended(_ text: String) {
    for (before, after) in [("", ""), ("", "x"), ("x", ""), ("", "0"), ("text ", " text")] {
      noteFilled(before + text + after)
    }
  }

  private mutating func noteFilled(_ text: String) {
    let missing = facts.count.minimum - text.unicodeScalars.count
    guard missing > 0 else { return note(text) }
    for filling in [text.unicodeScalars.last.map(String.init) ?? "x", "x", "0"] {
      note(text + String(repeating: filling, count: missing))
      note(String(repeating: filling, count: missing) + text)
    }
  }

  private mutating func note(_ text: String) {
    guard facts.count.allows(text.unicodeScalars.count), known.insert(MemberName(text: text)).inserted,
      facts.patterns.allSatisfy({ $0.matches(text) }), !facts.wrongPatterns.contains(where: { $0.matches(text) }),
      facts.formats.allSatisfy({ $0.format.accepts(text) })
    else { return }
    found.append(text)
  }
}

/// Texts in the known formats.
enum FormatExamples {
  static func named(_ name: String) -> [String] { (examples[name] ?? []) + others }

  private static let others = ["a@example.org", "example", "/a", "1", "http://example.org/"]

  private static let examples: [String: [String]] = [
    "date-time": ["2030-01-31T12:00:00Z", "2030-01-31T12:00:00.5+01:00"],
    "date": ["2030-01-31", "2031-12-01"],
    "time": ["12:00:00Z", "23:30:00+01:00"],
    "duration": ["PT1H", "P3D"],
    "email": ["a@example.org", "someone@example.com"],
    "idn-email": ["a@example.org", "jürgen@example.org"],
    "hostname": ["example.org", "a"],
    "idn-hostname": ["example.org", "a"],
    "ipv4": ["192.0.2.1", "10.0.0.1"],
    "ipv6": ["2001:db8::1", "::"],
    "uri": ["https://example.org/a", "urn:a:b"],
    "uri-reference": ["https://example.org/a", "a/b", "#c"],
    "uri-template": ["/a/{b}", "https://example.org/"],
    "iri": ["https://example.org/a", "https://example.org/ü"],
    "iri-reference": ["https://example.org/a", "ü"],
    "uuid": ["00000000-0000-4000-8000-000000000000", "123e4567-e89b-12d3-a456-426614174000"],
    "json-pointer": ["/a/b", ""],
    "relative-json-pointer": ["0/a", "1#"],
    "regex": ["^a+$", "x"],
  ]
}
