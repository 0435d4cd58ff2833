import JSON

/// Says why a path leads nowhere: how far it goes, and what is there instead.
struct MissingMember {
  let path: DataPath
  let reachedPath: DataPath
  let reached: JSONValue?
  let wanted: String
  let scope: DataScope

  var message: String {
    guard let reached else {
      return "there is no '\(path)'; the context has \(Self.list(scope.context.keys))"
    }
    let place = reachedPath.components.isEmpty ? "the context" : "'\(reachedPath)'"
    switch reached {
    case .object(let object):
      return "there is no '\(path)': \(place) has \(object.isEmpty ? "no keys" : Self.list(object.keys))"
    case .array(let array):
      return "there is no '\(path)': \(place) is a list of \(array.count), and '\(wanted)' is none of its items"
    default:
      return "there is no '\(path)': \(place) is a \(reached.typeName)"
    }
  }

  static func list(_ names: [String]) -> String {
    guard !names.isEmpty else { return "no keys" }
    let shown = names.prefix(shownNames).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > shownNames ? "\(shown) and \(names.count - shownNames) more" : shown
  }

  /// Enough to find the misspelt one, short enough for a line of a log.
  private static let shownNames = 12
}
