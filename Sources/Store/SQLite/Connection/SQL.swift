/// One literal statement. Its place in the program identifies it, so finding its prepared form costs no look at the text.
struct SQL: ExpressibleByStringLiteral, Sendable {
  let text: StaticString

  init(stringLiteral text: StaticString) { self.text = text }

  var identity: UInt { UInt(bitPattern: text.utf8Start) }
}

/// The named statements of one table or concern. All SQL lives in types of this kind, and a test prepares every one.
protocol Statements: CaseIterable, Sendable {
  var sql: SQL { get }
}
