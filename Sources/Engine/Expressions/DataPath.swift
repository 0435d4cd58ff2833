/// A place in a run's data, as `$.steps.check.result`, `ctx.items[0]` or `config.limits`.
public struct DataPath: Hashable, Sendable, CustomStringConvertible {
  /// How the path begins, which says where it starts.
  public var origin: Origin
  public var components: [Component]

  public init(_ components: [Component], origin: Origin = .context) {
    self.origin = origin
    self.components = components
  }

  public enum Component: Hashable, Sendable {
    case key(String)
    /// Counted from 0; negative ones from the end.
    case index(Int)
  }

  public enum Origin: Hashable, Sendable {
    /// `$.a`: the context; in a state's `output` the value that was performed.
    case dollar
    /// `ctx.a`: the context.
    case context
    /// `a`: a reserved root (`input`, `vars`, …) or a loop name if `a` is one, else the context.
    case plain
  }

  /// The path as keys only, which is what a place to write at must be; nil if it has an index. Empty is the root.
  public var keys: [String]? {
    let keys = components.compactMap { if case .key(let key) = $0 { key } else { nil } }
    return keys.count == components.count ? keys : nil
  }

  /// The path as it is written, in its shortest form.
  public var description: String {
    let tail = components.map(\.description).joined()
    switch origin {
    case .dollar: return "$" + tail
    case .context: return "ctx" + tail
    case .plain: return tail.hasPrefix(".") ? String(tail.dropFirst()) : tail
    }
  }
}

extension DataPath.Component: CustomStringConvertible {
  /// `.name`, `[0]` or `["odd key"]`.
  public var description: String {
    switch self {
    case .index(let index): return "[\(index)]"
    case .key(let key):
      let isPlain = !key.isEmpty && key.utf8.allSatisfy(DataPathParser.isPlainKeyByte)
      return isPlain ? ".\(key)" : "[\(JSONText.quoted(key))]"
    }
  }
}
