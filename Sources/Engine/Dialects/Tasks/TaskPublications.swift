import JSON

/// Names with values, as `publish` and `vars` write them: a map, or a list of maps with one entry each.
enum TaskPublications {
  static func entries(of field: Field) -> [(name: String, value: Sourced<JSONValue>)] {
    if let object = field.value.objectValue {
      return object.map { ($0.key, Sourced(value: $0.value, place: field.place.key($0.key))) }
    }
    guard let elements = field.elements() else { return [] }
    return elements.flatMap { element -> [(name: String, value: Sourced<JSONValue>)] in
      guard element.object() != nil else { return [] }
      return entries(of: element)
    }
  }

  /// Every name that some task publishes, wherever its transitions are written.
  static func names(in tasks: [TasksDecoder.Entry]) -> Set<String> {
    Set(tasks.flatMap { names(in: $0.field.value, depth: 0) })
  }

  private static func names(in value: JSONValue, depth: Int) -> [String] {
    guard depth < 8 else { return [] }
    switch value {
    case .object(let object):
      return object.flatMap { key, member -> [String] in
        guard key == "publish" else {
          return transitionKeys.contains(key) ? names(in: member, depth: depth + 1) : []
        }
        if let object = member.objectValue { return object.keys }
        return (member.arrayValue ?? []).flatMap { $0.objectValue?.keys ?? [] }
      }
    case .array(let elements): return elements.flatMap { names(in: $0, depth: depth + 1) }
    case .null, .bool, .integer, .double, .string: return []
    }
  }

  private static let transitionKeys: Set<String> = [
    "next", "on_success", "on_failure", "on_complete", "on_timeout", "decision", "do",
  ]
}
