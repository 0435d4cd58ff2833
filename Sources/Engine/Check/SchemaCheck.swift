import JSON

/// Schemas that can be used.
struct SchemaCheck {
  let findings: Findings

  func check(_ tree: WorkflowTree) {
    check(tree.inputSchema)
    check(tree.outputSchema)
  }

  func check(_ schema: Sourced<JSONValue>?) {
    guard let schema else { return }
    guard schema.value.objectValue != nil else {
      return findings.report(
        .badSchema, at: schema.place, "a schema is an object", expected: "an object",
        actual: Field.name(of: schema.value))
    }
  }
}
