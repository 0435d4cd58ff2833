import Documents
import JSON
import JSONSchema

/// Decodes a workflow of the tasks dialect into the tree that all dialects share: a task is a state of a graph.
struct TasksDecoder {
  let findings: Findings
  let catalog: AgentCatalog?

  /// Nil when not even the tasks could be read; the reason is reported.
  func decode(fallbackID: String?) -> WorkflowTree? {
    let whole = Field(value: findings.document.value, place: Place(), findings: findings)
    guard let reader = ObjectReader(whole, TaskKeys.workflow) else { return nil }
    let id = identifier(reader, fallbackID)
    guard let field = reader.field("tasks"), let tasks = tasks(field) else {
      reader.missing("tasks")
      return nil
    }
    var expressions = TaskExpressions(findings: findings, names: TaskNames())
    expressions.names.parameters = Set(parameterNames(reader.field("parameters")))
    let vars = vars(reader.field("vars"))
    expressions.names.vars = Set(vars.map(\.name)).union(TaskPublications.names(in: tasks))
    expressions.names.tasks = Set(tasks.compactMap(\.name?.value))
    let decoder = TaskDecoder(findings: findings, catalog: catalog, expressions: expressions)
    var block = BlockTree(place: field.place, start: nil, states: tasks.flatMap { decoder.states(of: $0) })
    block.graph = GraphTree()
    guard let id, !tasks.isEmpty else { return nil }
    var tree = WorkflowTree(id: id, block: block)
    tree.dialect = .tasks
    tree.vars = context(vars, expressions)
    addSettings(of: reader, to: &tree, expressions)
    checkEntries(of: block)
    return tree
  }

  private func identifier(_ reader: ObjectReader, _ fallback: String?) -> WorkflowID? {
    let written = reader.text("ref")
    guard let text = written?.value ?? fallback else {
      reader.missing("ref")
      return nil
    }
    guard WorkflowID.isWellFormed(text) else {
      findings.report(
        .invalidValue, at: written?.place ?? reader.place, "`\(text)` can't be a workflow's `ref`",
        expected: WorkflowID.form, actual: text)
      return nil
    }
    return WorkflowID(rawValue: text)
  }

  // MARK: Tasks

  /// One task with the name that it has, be it inside or as the key of a map.
  struct Entry {
    var name: Sourced<String>?
    var field: Field
  }

  /// A list of tasks, or a map of name to task.
  func tasks(_ field: Field) -> [Entry]? {
    if let object = field.value.objectValue {
      return object.map { name, value in
        let place = field.place.key(name)
        return Entry(
          name: Sourced(value: name, place: place), field: Field(value: value, place: place, findings: findings))
      }
    }
    guard let elements = field.elements() else { return nil }
    if elements.isEmpty { field.invalid("a workflow needs at least one task") }
    return elements.map { element in
      let name = element.value["name"]?.stringValue.map { Sourced(value: $0, place: element.place.key("name")) }
      return Entry(name: name, field: element)
    }
  }

  private func checkEntries(of block: BlockTree) {
    guard !block.states.isEmpty, BlockGraph(block).entries.isEmpty else { return }
    findings.report(
      .unreachableState, at: block.place, "no task begins: each waits for another",
      hint: "every task that no other leads to starts with the run")
  }

  // MARK: Data

  /// A map, or a list of maps with one entry each.
  private func vars(_ field: Field?) -> [(name: String, value: Sourced<JSONValue>)] {
    guard let field else { return [] }
    return TaskPublications.entries(of: field).filter { entry in
      guard TaskNames.reserved.contains(entry.name) else { return true }
      findings.report(
        .invalidValue, at: entry.value.place, part: .key, "`\(entry.name)` can't be a variable's name",
        actual: entry.name, hint: "expressions use that name for something else")
      return false
    }
  }

  private func context(
    _ vars: [(name: String, value: Sourced<JSONValue>)], _ expressions: TaskExpressions
  ) -> Sourced<JSONValue>? {
    var object = JSONObject()
    for (name, value) in vars { object[name] = expressions.template(value)?.value ?? .null }
    return Sourced(value: ["vars": .object(object), "task": [:]], place: Place().key("vars"))
  }

  private func parameterNames(_ field: Field?) -> [String] {
    guard let object = field?.value.objectValue else { return [] }
    if let properties = object["properties"]?.objectValue, object["type"] == "object" { return properties.keys }
    return object.keys
  }

  /// The flat form becomes a schema; one that is a schema already stays.
  private func schema(_ field: Field?) -> Sourced<JSONValue>? {
    guard let field, let object = field.object() else { return nil }
    if object["type"] == "object", object["properties"] != nil { return field.raw }
    for name in object.keys where TaskNames.reserved.contains(name) {
      findings.report(
        .invalidValue, at: field.place.key(name), part: .key, "`\(name)` can't be a parameter's name", actual: name,
        hint: "expressions use that name for something else")
    }
    do throws(SchemaError) {
      return Sourced(value: try FlatSchema.schema(of: field.value), place: field.place)
    } catch {
      for problem in error.problems { findings.report(.badSchema, at: field.place, problem.message) }
      return nil
    }
  }

  private func addSettings(of reader: ObjectReader, to tree: inout WorkflowTree, _ expressions: TaskExpressions) {
    tree.name = reader.text("label")?.value
    tree.description = reader.text("description")?.value
    tree.version = reader.text("version")?.value
    tree.testsField = reader.field("tests")
    tree.tests = tree.testsField.map { TestDecoder(findings: findings).tests($0) } ?? []
    tree.tags = reader.field("tags")?.texts()?.map(\.value) ?? []
    tree.inputSchema = schema(reader.field("parameters"))
    tree.outputSchema = schema(reader.field("output"))
    tree.output =
      reader.field("output_map").flatMap { expressions.template($0) }
      ?? Sourced(value: "{{ ctx.vars }}", place: reader.place)
    tree.cancellation = reader.field("cancellation_policy").flatMap(policy)
    if let refs = reader.field("permission_set_refs") { refusePermissions(refs) }
    if let enabled = reader.field("enabled"), enabled.bool()?.value == false {
      Unsupported.report("a definition that disables itself: use `escapement disable`", at: enabled.place, findings)
    }
  }

  private func policy(_ field: Field) -> Run.Cancellation.Policy? {
    switch field.text()?.value {
    case "allow_finish": return .finishRunning
    case "cancel_running": return .stopRunning
    case nil: return nil
    case let other?:
      field.invalid("`\(other)` is none of the choices", expected: "allow_finish, cancel_running")
      return nil
    }
  }

  private func refusePermissions(_ field: Field) {
    guard let texts = field.texts() else { return }
    for text in texts where text.value != "standard" {
      Unsupported.report(
        "permission sets: what a run may do is settled by roles and agents", at: text.place, findings)
    }
  }
}
