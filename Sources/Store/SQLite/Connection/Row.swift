import Engine
import GRDBSQLite

/// The row that a statement stands on, read from its first column to its last: each call takes the next one.
///
/// Valid until the statement moves on.
struct Row {
  private let statement: OpaquePointer
  private var column: Int32 = 0

  init(_ statement: OpaquePointer) { self.statement = statement }

  mutating func integer() -> Int64 {
    defer { column += 1 }
    return sqlite3_column_int64(statement, column)
  }

  mutating func optionalInteger() -> Int64? {
    if skipsNull() { return nil }
    return integer()
  }

  mutating func int() -> Int { Int(integer()) }

  mutating func bool() -> Bool { integer() != 0 }

  mutating func text() -> String {
    defer { column += 1 }
    guard let bytes = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  mutating func optionalText() -> String? {
    if skipsNull() { return nil }
    return text()
  }

  mutating func instant() -> Instant { Instant(milliseconds: integer()) }

  mutating func optionalInstant() -> Instant? { optionalInteger().map(Instant.init(milliseconds:)) }

  mutating func optionalSpan() -> TimeSpan? { optionalInteger().map(TimeSpan.init(milliseconds:)) }

  mutating func identifier<ID: Identifier>() -> ID { ID(rawValue: text()) }

  mutating func optionalIdentifier<ID: Identifier>() -> ID? { optionalText().map(ID.init(rawValue:)) }

  /// A word of a closed list. Other words mean that the row was written by something else.
  mutating func word<Word: RawRepresentable<String>>() throws(InvariantViolation) -> Word {
    let text = text()
    guard let word = Word(rawValue: text) else {
      throw InvariantViolation("stored \(Word.self) '\(text)' is not one that this version knows")
    }
    return word
  }

  /// Passes over the column if it is NULL.
  private mutating func skipsNull() -> Bool {
    guard sqlite3_column_type(statement, column) == SQLITE_NULL else { return false }
    column += 1
    return true
  }
}
