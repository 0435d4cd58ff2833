import Documents
import JSON

/// Decodes the top of a definition in the states dialect, bare or in the wrapper of exported documents.
struct WorkflowDecoder {
  let findings: Findings
  let states: StateDecoder

  init(_ findings: Findings, catalog: AgentCatalog?) {
    self.findings = findings
    self.states = StateDecoder(findings: findings, catalog: catalog)
  }

  /// Nil when not even the list of states could be read; the reason is reported.
  func decode(fallbackID: String?) -> WorkflowTree? {
    let whole = Field(value: findings.document.value, place: Place(), findings: findings)
    guard let object = whole.object(), !refusesDialect(object) else { return nil }
    guard object["definition"]?.isNull == false, object["states"] == nil else {
      return workflow(whole, wrapper: nil, fallbackID: fallbackID)
    }
    guard let wrapper = ObjectReader(whole, Self.wrapperKeys), let inner = wrapper.field("definition") else {
      return nil
    }
    return workflow(inner, wrapper: wrapper, fallbackID: fallbackID)
  }

  private func workflow(_ field: Field, wrapper: ObjectReader?, fallbackID: String?) -> WorkflowTree? {
    guard let reader = ObjectReader(field, Self.keys) else { return nil }
    let readers = [reader, wrapper].compactMap { $0 }
    let id = identifier(ObjectReader.either("id", in: readers)?.text(), fallbackID, reader)
    guard let list = reader.field("states") else {
      reader.missing("states", hint: "a workflow is a list of states")
      return nil
    }
    let block = states.block(list, start: reader.text("start"), depth: 0)
    guard let id, let block else { return nil }
    var tree = WorkflowTree(id: id, block: block)
    tree.name = ObjectReader.either("name", in: readers)?.text()?.value
    tree.description = ObjectReader.either("description", in: readers)?.text()?.value
    addSettings(of: reader, to: &tree)
    return tree
  }

  private func addSettings(of reader: ObjectReader, to tree: inout WorkflowTree) {
    tree.version = reader.text("version")?.value
    tree.tags = reader.field("tags")?.texts()?.map(\.value) ?? []
    tree.labels = reader.field("labels")?.rawObject()
    tree.inputSchema = reader.raw("inputSchema")
    tree.outputSchema = reader.raw("outputSchema")
    tree.vars = reader.field("vars")?.rawObject()
    tree.output = reader.raw("output")
    tree.timeout = reader.duration("timeoutSeconds")
    tree.retryDefaults = reader.field("retryDefaults").flatMap { RetrySettings($0) } ?? RetrySettings()
    tree.onFailure = reader.text("onFailure")
    tree.triggers = TriggerDecoder(findings: findings).triggers(reader.field("on"))
    tree.concurrency = reader.field("concurrency").flatMap { ConcurrencyTree($0) }
    tree.priority = reader.field("priority")?.integer(in: Priority.range)?.value
    tree.notify = NoticeDecoder().settings(reader.field("notify"))
    tree.testsField = reader.field("tests")
    tree.tests = tree.testsField.map { TestDecoder(findings: findings).tests($0) } ?? []
  }

  private func identifier(_ written: Sourced<String>?, _ fallback: String?, _ reader: ObjectReader) -> WorkflowID? {
    guard let text = written?.value ?? fallback else {
      reader.missing("id")
      return nil
    }
    guard WorkflowID.isWellFormed(text) else {
      findings.report(
        .invalidValue, at: written?.place ?? reader.place, "`\(text)` can't be a workflow's id",
        expected: WorkflowID.form, actual: text,
        hint: written == nil ? "it comes from the file's name: write an `id`" : nil)
      return nil
    }
    return WorkflowID(rawValue: text)
  }

  /// Reports a document of another dialect once, instead of each of its keys.
  private func refusesDialect(_ object: JSONObject) -> Bool {
    guard object["states"] == nil, object["definition"] == nil else { return false }
    guard let key = Unsupported.dialects.keys.sorted().first(where: { object[$0] != nil }) else { return false }
    Unsupported.report(Unsupported.dialects[key] ?? key, at: Place().key(key), part: .key, findings)
    return true
  }

  static let wrapperKeys = KeyTable(
    "an exported workflow", [.init("id", "workflowId"), "name", "description", "definition"])

  static let keys = KeyTable(
    "a workflow",
    [
      "id", "version", "name", "description", "tags", "labels", "inputSchema", "outputSchema", "start", "vars",
      .init("timeoutSeconds", "timeout"), "retryDefaults", "concurrency", "priority", "states", "onFailure", "output",
      "tests", "on", "notify",
    ], notYet: Unsupported.workflowKeys)
}

extension WorkflowID {
  static let form = "[a-z0-9][a-z0-9._-]{0,127}"

  /// Whether a text may be an id: it is part of file names, addresses and command lines.
  public static func isWellFormed(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetterOrDigit(first), text.utf8.count <= 128 else { return false }
    return text.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
