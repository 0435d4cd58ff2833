public import JSON

/// A YAML or JSON text as a value, with the place where each part of it is written.
public struct Document: Sendable {
  public let value: JSONValue
  public let format: DocumentFormat
  /// What the text is called in messages: its file's name, or `request body`.
  public let name: String
  /// The text itself, for messages that show a line of it.
  public let text: String
  private let root: SourceNode

  init(name: String, text: String, format: DocumentFormat, value: JSONValue, root: SourceNode) {
    self.name = name
    self.text = text
    self.format = format
    self.value = value
    self.root = root
  }

  /// Parses a text. Without a format it is JSON if it begins with `{` or `[`, else YAML.
  public static func parse(
    _ text: String, named name: String, format: DocumentFormat? = nil, limits: DocumentLimits = .standard
  ) throws(DocumentError) -> Document {
    let text = text.withoutByteOrderMark
    guard text.utf8.count <= limits.bytes else {
      throw DocumentError(
        name: name, position: SourcePosition(line: 1, column: 1),
        message: "the text has \(text.utf8.count) bytes, and \(limits.bytes) are allowed")
    }
    switch format ?? DocumentFormat(guessing: text) {
    case .json: return try JSONDocumentReader(name: name, limits: limits).read(text)
    case .yaml: return try YAMLDocumentReader(name: name, limits: limits).read(text)
    }
  }
}

extension Document {
  /// Where the value at a path begins. What an alias or a merge brought in is where it is written.
  public func position(of path: [PathComponent]) -> SourcePosition? { root.node(at: path)?.position }

  /// Where the name of the member at a path begins; nil for the root and for elements of lists.
  public func keyPosition(of path: [PathComponent]) -> SourcePosition? { root.node(at: path)?.keyPosition }

  /// The scalar at a path as it is written, without quotes: `1.10` stays `1.10`. Nil for lists and objects.
  public func sourceText(of path: [PathComponent]) -> String? { root.node(at: path)?.text }

  /// The place of the deepest part of a path that exists: where to complain about something that is missing.
  public func nearestPosition(of path: [PathComponent]) -> SourcePosition { root.deepestNode(on: path).position }
}

public enum DocumentFormat: String, Hashable, Sendable {
  case yaml
  case json
}

extension DocumentFormat {
  init(guessing text: String) {
    let first = text.utf8.first { !$0.isWhitespace }
    self = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .yaml
  }
}

extension String {
  fileprivate var withoutByteOrderMark: String {
    unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
  }
}

extension UInt8 {
  fileprivate var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
