public import Documents
import Engine
import JSON

/// A definition as it came: text, and what is known about it.
public struct DefinitionText: Hashable, Sendable {
  public var text: String
  /// How messages call it: a file's path, or `request`.
  public var name: String
  /// What the author's `id` is when the text has none.
  public var fallbackID: String?
  /// Nil: JSON if it begins with a brace or bracket, else YAML.
  public var format: DocumentFormat?
  /// The file that the definition's own file names as its second half.
  public var companion: String?

  public init(_ text: String, named name: String, fallbackID: String? = nil, format: DocumentFormat? = nil) {
    self.text = text
    self.name = name
    self.fallbackID = fallbackID
    self.format = format
  }

  /// A file's definition. Its id is by default the file's name without what tells its kind.
  public init(file path: String, limit: Int = DocumentLimits.standard.bytes) throws(HostFile.Failure) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let (stem, format) = DefinitionFile.split(file)
    let text = try HostFile.readText(path, limit: limit)
    let pair = try WorkflowPair(first: text, at: path, format: format, limit: limit)
    self.init(pair?.text ?? text, named: path, fallbackID: stem, format: format)
    companion = pair?.companion
  }

  /// Whether the text is an agent's: it says its `kind`, and has no states.
  public var isAgent: Bool {
    guard let document = try? Document.parse(text, named: name, format: format) else { return false }
    return document.value["kind"] != nil && document.value["states"] == nil
  }
}

/// What a file's name says about the definition in it.
enum DefinitionFile {
  /// The name without its ending, and the format that the ending means.
  static func split(_ name: String) -> (stem: String, format: DocumentFormat?) {
    let endings: [(String, DocumentFormat)] = [
      (".workflow.yaml", .yaml), (".workflow.yml", .yaml), (".workflow.json", .json), (".yaml", .yaml), (".yml", .yaml),
      (".json", .json),
    ]
    for (ending, format) in endings where name.hasSuffix(ending) {
      return (String(name.dropLast(ending.count)), format)
    }
    return (name, nil)
  }
}
