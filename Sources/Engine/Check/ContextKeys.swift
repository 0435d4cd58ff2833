import JSON

/// The first keys of the places in the context that a definition itself sets or declares.
enum ContextKeys {
  /// Nil if runs may begin with anything, because no schema says what their input has.
  static func known(in tree: WorkflowTree) -> Set<String>? {
    guard let schema = tree.inputSchema?.value, let properties = schema["properties"]?.objectValue else { return nil }
    var keys: Set<String> = ["steps"]
    keys.formUnion(properties.keys)
    keys.formUnion(schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    keys.formUnion(tree.vars?.value.objectValue?.keys ?? [])
    for state in tree.blocks.flatMap(\.states) {
      if case .inject(let data) = state.kind { keys.formUnion(data.value.objectValue?.keys ?? []) }
      let path = state.resultPath.flatMap { try? DataPath(parsing: $0.value) }
      if case .key(let key)? = path?.components.first { keys.insert(key) }
      for handler in state.handlers {
        let path = handler.resultPath.flatMap { try? DataPath(parsing: $0.value) }
        if case .key(let key)? = path?.components.first { keys.insert(key) }
      }
    }
    return keys
  }
}
