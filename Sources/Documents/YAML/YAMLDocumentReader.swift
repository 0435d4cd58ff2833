import Yams

/// Reads YAML: Yams (libyaml) makes nodes of the text, and what the nodes mean is decided here, by the core schema of
/// YAML 1.2. Yams' own rules are those of 1.1, by which `22:00` is 1320 and `no` is false.
struct YAMLDocumentReader {
  let name: String
  let limits: DocumentLimits

  func read(_ text: String) throws(DocumentError) -> Document {
    try AliasGuard(name: name).check(text)
    guard let root = try compose(text) else {
      throw DocumentError(name: name, line: 1, column: 1, message: "the document is empty")
    }
    var builder = YAMLBuilder(name: name, limits: limits)
    let (value, source) = try builder.build(root, depth: 0)
    return Document(name: name, text: text, format: .yaml, value: value, root: source)
  }

  private func compose(_ text: String) throws(DocumentError) -> Node? {
    do {
      return try YAMLText.compose(text)
    } catch {
      throw YAMLComplaint(name: name, text: text).documentError(for: error)
    }
  }
}

enum YAMLText {
  /// The nodes of a text with one document; nil for an empty one.
  static func compose(_ text: String) throws -> Node? { try Yams.compose(yaml: text, .basic, .default, .utf8) }
}

extension SourcePosition {
  init(_ mark: Mark?) { self.init(line: mark?.line ?? 1, column: mark?.column ?? 1) }
}
