import Digest
import Engine
import JSON

/// JSON values in columns: their text, or for large ones `blob:` and the hash of the text, which is then kept once in
/// `blobs` for all columns that hold the same.
enum PayloadStatements: Statements {
  case insert
  case content

  var sql: SQL {
    switch self {
    case .insert: "INSERT INTO blobs (hash, content) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING"
    case .content: "SELECT content FROM blobs WHERE hash = ?"
    }
  }
}

extension SQLiteTransaction {
  /// Longer texts would push a row onto further pages, and are often held by an event, a step and a context at once.
  private static let inlineLimit = 4_096
  private static let blobMark = "blob:"

  /// What the column holds for a value; writes the blob if it needs one.
  func column(_ value: JSONValue) throws -> String {
    let text = value.text
    guard text.utf8.count > Self.inlineLimit else { return text }
    let hash = sha256Hex(text)
    try connection.execute(PayloadStatements.insert.sql, hash, text)
    return Self.blobMark + hash
  }

  func column(_ value: JSONValue?) throws -> String? { try value.map { try column($0) } }
  func column(_ error: RunError?) throws -> String? { try column(error?.json) }

  /// Reads what ``column(_:)-(JSONValue)`` answered.
  func value(_ column: String) throws -> JSONValue {
    guard column.hasPrefix(Self.blobMark) else { return try parse(column) }
    let hash = String(column.dropFirst(Self.blobMark.count))
    guard let text = try connection.first(PayloadStatements.content.sql, hash, read: { $0.text() }) else {
      throw InvariantViolation("the blob \(hash) is missing")
    }
    return try parse(text)
  }

  func value(_ column: String?) throws -> JSONValue? {
    guard let column else { return nil }
    return try value(column) as JSONValue
  }

  func object(_ column: String) throws -> JSONObject {
    guard case .object(let object) = try value(column) as JSONValue else {
      throw InvariantViolation("a stored value is no object")
    }
    return object
  }

  func error(_ column: String?) throws -> RunError? {
    guard let json = try value(column) else { return nil }
    guard let error = RunError(json: json) else { throw InvariantViolation("a stored error has no type and message") }
    return error
  }

  func texts(_ column: String) throws -> [String] {
    guard case .array(let elements) = try value(column) as JSONValue else {
      throw InvariantViolation("a stored list is none")
    }
    return elements.compactMap(\.stringValue)
  }

  private func parse(_ text: String) throws -> JSONValue {
    do { return try JSONValue(parsing: text) } catch {
      throw InvariantViolation("a stored value is no JSON: \(error)")
    }
  }
}

/// A list of texts as a column holds it.
func listColumn(_ texts: [String]) -> String { JSONValue.array(texts.map(JSONValue.string)).text }
