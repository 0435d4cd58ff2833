import JSON
import Yams

/// The members of one object while it is built, own and merged ones.
struct YAMLMembers {
  let name: String
  private(set) var values = JSONObject()
  private(set) var sources: [String: SourceNode] = [:]
  /// Where the object's own keys stand: only against those a key can be a duplicate.
  private var ownKeys: [String: SourcePosition] = [:]

  init(name: String) { self.name = name }

  /// Notes a key of the object itself and returns it as text: `1:` and `true:` are names as they are written.
  mutating func declare(_ key: Node) throws(DocumentError) -> String {
    let position = SourcePosition(key.mark)
    guard let scalar = key.scalar else {
      throw DocumentError(
        name: name, position: position, message: "a key must be text, not a list or an object",
        hint: "put quotes around a key that begins with '{' or '['")
    }
    guard ["", "!", "tag:yaml.org,2002:str"].contains(scalar.tag.rawValue) else {
      throw DocumentError(
        name: name, position: position, message: "a key can't have the tag \(scalar.tag.rawValue)",
        hint: "leave the tag out")
    }
    if let first = ownKeys.updateValue(position, forKey: scalar.string) {
      throw DocumentError(name: name, repeating: scalar.string, first: first, second: position)
    }
    return scalar.string
  }

  mutating func set(_ name: String, _ value: JSONValue, _ source: SourceNode, keyPosition: SourcePosition) {
    values[name] = value
    sources[name] = source
    sources[name]?.keyPosition = keyPosition
  }

  mutating func merge(_ name: String, _ value: JSONValue, _ source: SourceNode) {
    guard sources[name] == nil else { return }
    values[name] = value
    sources[name] = source
  }
}

extension DocumentError {
  init(name: String, repeating key: String, first: SourcePosition, second: SourcePosition?) {
    let place = second == nil ? "" : ", first in \(first)"
    self.init(
      name: name, position: second ?? first, message: "the key '\(key)' stands twice in one object\(place)",
      hint: "remove or rename one of them")
  }
}
