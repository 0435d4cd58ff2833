public import JSON

extension DataPath {
  /// The value at this path of a run's data; nil when some key or index on the way is missing.
  public func value(in scope: DataScope) throws(RunError) -> JSONValue? {
    switch origin {
    case .context: return Self.follow(components[...], from: .object(scope.context), isContext: true)
    case .dollar:
      guard let result = scope.result else {
        return Self.follow(components[...], from: .object(scope.context), isContext: true)
      }
      return valueInOutput(result)
    case .plain: return try plainValue(in: scope)
    }
  }

  /// The value at this path with `value` as the root, however the path begins.
  public func value(in value: JSONValue) -> JSONValue? {
    Self.follow(components[...], from: value, isContext: false)
  }

  /// The value at this path; an error that says how far the path leads and what is there when it is missing.
  public func requiredValue(in scope: DataScope) throws(RunError) -> JSONValue {
    if let value = try value(in: scope) { return value }
    throw RunError(.expression, try missing(in: scope), details: ["path": .string(description)])
  }

  /// In a state's `output`, `$.result.x` is the performed value's `x`, as is `$.x`.
  private func valueInOutput(_ result: JSONValue) -> JSONValue? {
    if let found = value(in: result) { return found }
    guard components.first == .key("result") else { return nil }
    return Self.follow(components.dropFirst(), from: result, isContext: false)
  }

  private func plainValue(in scope: DataScope) throws(RunError) -> JSONValue? {
    guard case .key(let name)? = components.first else { return nil }
    let rest = components.dropFirst()
    if let root = ReservedRoot(rawValue: name) {
      if root == .steps { return Self.follow(components[...], from: .object(scope.context), isContext: true) }
      guard let value = try root.value(in: scope) else { return nil }
      return Self.follow(rest, from: value, isContext: false)
    }
    if let local = scope.locals[name] { return Self.follow(rest, from: local, isContext: false) }
    return Self.follow(components[...], from: .object(scope.context), isContext: true)
  }

  /// `steps.<name>.result` and `.output`: a real key wins, else they mean the value at `steps.<name>` itself.
  private static func follow(
    _ components: ArraySlice<Component>, from root: JSONValue, isContext: Bool
  ) -> JSONValue? {
    var value = root
    for (position, component) in components.enumerated() {
      if let next = value.member(component) {
        value = next
      } else if isContext, position == 2, components.first == .key("steps"), component.meansTheStepItself {
        continue
      } else {
        return nil
      }
    }
    return value
  }

  private func missing(in scope: DataScope) throws(RunError) -> String {
    var prefix = DataPath([], origin: origin)
    var reached: JSONValue? = origin == .plain ? nil : try prefix.value(in: scope)
    for component in components {
      var longer = prefix
      longer.components.append(component)
      guard let next = try longer.value(in: scope) else { break }
      (prefix, reached) = (longer, next)
    }
    let wanted = components.dropFirst(prefix.components.count).first?.description ?? description
    return MissingMember(path: self, reachedPath: prefix, reached: reached, wanted: wanted, scope: scope).message
  }
}

extension DataPath.Component {
  var meansTheStepItself: Bool { self == .key("result") || self == .key("output") }
}

extension JSONValue {
  fileprivate func member(_ component: DataPath.Component) -> JSONValue? {
    switch component {
    case .key(let key): return self[key]
    case .index(let index):
      guard index < 0, let count = arrayValue?.count else { return self[index] }
      return self[count + index]
    }
  }
}
