import JSON
import JSONSchema

/// Schemas that compile, and say nothing that nobody would look at.
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
    do throws(SchemaError) {
      warn(of: try Schema(compiling: schema.value).unknownKeywords, in: schema)
    } catch {
      for problem in error.problems {
        findings.report(.badSchema, at: schema.place.appending(problem.path, in: schema.value), problem.message)
      }
    }
  }

  /// A misspelt keyword would never refuse anything. Names that begin with `x-` are meant to be ignored.
  private func warn(of keywords: [JSONPointer], in schema: Sourced<JSONValue>) {
    for pointer in keywords {
      guard let name = pointer.tokens.last, !name.hasPrefix("x-") else { continue }
      findings.report(
        .unknownKeyword, .warning, at: schema.place.appending(pointer, in: schema.value), part: .key,
        "`\(name)` is no keyword of JSON Schema and is ignored", actual: name,
        hint: "names of one's own begin with `x-`")
    }
  }
}

extension Place {
  /// The place that a pointer leads to in the value that stands here.
  fileprivate func appending(_ pointer: JSONPointer, in value: JSONValue) -> Place {
    var (place, value) = (self, value)
    for token in pointer.tokens {
      if value.arrayValue != nil, let index = Int(token) {
        (place, value) = (place.index(index), value[index] ?? .null)
      } else {
        (place, value) = (place.key(token), value[token] ?? .null)
      }
    }
    return place
  }
}
