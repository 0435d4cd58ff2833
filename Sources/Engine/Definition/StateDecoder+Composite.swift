import JSON

extension StateDecoder {
  func readParallel(_ reader: ObjectReader, into state: inout StateTree, depth: Int) {
    reader.field("join").map(checkJoin)
    guard let list = reader.field("branches") else { return reader.missing("branches") }
    guard let elements = list.elements() else { return }
    if elements.isEmpty { list.invalid("a parallel state needs at least one branch") }
    state.kind = .parallel(elements.compactMap { branch($0, depth: depth + 1) })
  }

  private func branch(_ field: Field, depth: Int) -> BranchTree? {
    guard let reader = ObjectReader(field, StateKeys.branch) else { return nil }
    if !reader.has("name") {
      findings.report(.missingName, at: reader.place, "this branch has no `name`", expected: "name")
    }
    let name = reader.text("name") ?? Sourced(value: "", place: reader.place)
    return innerBlock(reader, depth: depth).map { BranchTree(name: name, block: $0) }
  }

  /// `states` (with `start`), or an agent in short.
  private func innerBlock(_ reader: ObjectReader, depth: Int) -> BlockTree? {
    guard let states = reader.field("states") else {
      guard reader.has("agent") else {
        reader.missing("states", hint: "or `agent` for a single agent")
        return nil
      }
      if let start = reader.field("start") { conflict("`start`", "`agent`", at: start.place) }
      return agentBlock(reader)
    }
    for key in StateKeys.agentShorthand.map(\.name) {
      if let extra = reader.field(key) { conflict("`states`", "`\(key)`", at: extra.place) }
    }
    return block(states, start: reader.text("start"), depth: depth)
  }

  private func checkJoin(_ field: Field) {
    guard let reader = ObjectReader(field, StateKeys.join) else { return }
    require(reader.field("mode"), "all", refusing: Unsupported.joinModes)
    require(reader.field("onBranchError"), "fail", refusing: Unsupported.branchErrors)
    if let rest = reader.field("cancelRest"), rest.bool()?.value == false {
      Unsupported.report("branches that outlive their join", at: rest.place, findings)
    }
  }

  /// One word is supported, others are known.
  private func require(_ field: Field?, _ supported: String, refusing known: [String: String]) {
    guard let field, let text = field.text()?.value, text != supported else { return }
    if let feature = known[text] { return Unsupported.report(feature, at: field.place, findings) }
    let choices = [supported] + known.keys.sorted()
    field.invalid(
      "`\(text)` is none of the choices", expected: choices.joined(separator: ", "),
      hint: findings.nearest(to: text, among: choices).map { "did you mean `\($0)`?" })
  }

  func readForeach(_ reader: ObjectReader, into state: inout StateTree, depth: Int) {
    require(reader.field("onItemError"), "fail", refusing: Unsupported.itemErrors)
    let items = items(reader)
    guard let block = iteration(reader, depth: depth + 1), let items else { return }
    state.kind = .foreach(
      ForeachTree(
        items: items, itemName: loopName("itemName", reader), indexName: loopName("indexName", reader),
        maxConcurrency: reader.field("maxConcurrency")?.integer(in: 1...Limits().items)?.value, block: block))
  }

  private func items(_ reader: ObjectReader) -> ForeachTree.Items? {
    if let path = reader.field("itemsPath") {
      if let items = reader.field("items") { conflict("`items`", "`itemsPath`", at: items.place) }
      return path.text().map { .path($0) }
    }
    guard let field = reader.field("items") else {
      reader.missing("itemsPath", hint: "or `items` with an expression")
      return nil
    }
    switch field.value {
    case .array, .string: return .template(field.raw)
    case .null, .bool, .integer, .double, .object:
      field.wrongType("an expression or a list")
      return nil
    }
  }

  private func iteration(_ reader: ObjectReader, depth: Int) -> BlockTree? {
    guard let field = reader.field("iterator") else {
      guard reader.has("agent") else {
        reader.missing("iterator", hint: "or `agent` for a single agent")
        return nil
      }
      return agentIteration(reader)
    }
    for key in StateKeys.agentCall.map(\.name) {
      if let extra = reader.field(key) { conflict("`iterator`", "`\(key)`", at: extra.place) }
    }
    return ObjectReader(field, StateKeys.iterator).flatMap { innerBlock($0, depth: depth) }
  }

  func loopName(_ key: String, _ reader: ObjectReader) -> String? {
    guard let text = reader.text(key) else { return nil }
    guard Self.isPlainName(text.value), ReservedRoot(rawValue: text.value) == nil else {
      findings.report(
        .invalidValue, at: text.place, "`\(text.value)` can't be a loop's name", expected: "a name such as `service`",
        actual: text.value,
        hint: ReservedRoot(rawValue: text.value) == nil ? nil : "expressions use that name for something else")
      return nil
    }
    return text.value
  }

  /// Letters, digits and `_`, no digit first: what an expression can name.
  private static func isPlainName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
    return text.unicodeScalars.allSatisfy {
      $0 == "_" || ($0.isASCII && $0.properties.isAlphabetic) || ("0"..."9").contains($0)
    }
  }
}
