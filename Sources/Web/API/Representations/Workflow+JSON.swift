import Engine
import JSON
import Store

extension Workflow {
  /// As a list shows it.
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "revision": .integer(Int64(revision)), "enabled": .bool(isEnabled), "name": name.json,
      "description": description.json, "version": version.json, "createdAt": createdAt.json,
      "updatedAt": updatedAt.json, "lastRun": lastRun?.json ?? .null,
    ]
  }

  /// Alone, with its newest definition; what runs do to it is left out, so that its tag changes only with itself.
  func json(with revision: Revision) -> JSONValue {
    [
      "id": .string(id.rawValue), "revision": .integer(Int64(revision.number)), "enabled": .bool(isEnabled),
      "name": name.json, "description": description.json, "version": version.json, "createdAt": createdAt.json,
      "updatedAt": updatedAt.json, "inputSchema": revision.content.inputSchema ?? .null,
      "outputSchema": revision.content.outputSchema ?? .null, "definition": revision.content.definitionJSON,
    ]
  }

  /// `If-Match` of a writer repeats it; the number is that of the revision it was made from.
  var entityTag: String { "\"\(revision)\(isEnabled ? "" : "-disabled")\"" }
}

extension Workflow.LastRun {
  fileprivate var json: JSONValue {
    [
      "id": .string(id.rawValue), "status": .string(status.rawValue), "createdAt": createdAt.json,
      "finishedAt": finishedAt.json,
    ]
  }
}

extension RevisionContent {
  var definitionJSON: JSONValue {
    ["format": .string(format), "hash": .string(hash), "source": .string(source)]
  }
}

extension Revision {
  var json: JSONValue {
    [
      "number": .integer(Int64(number)), "workflowId": .string(content.workflow.rawValue),
      "version": content.version.json, "name": content.name.json, "description": content.description.json,
      "publishedAt": content.publishedAt.json, "publishedBy": .string(content.publishedBy.rawValue),
      "note": content.note.json, "inputSchema": content.inputSchema ?? .null,
      "outputSchema": content.outputSchema ?? .null, "definition": content.definitionJSON,
    ]
  }
}

extension RevisionSummary {
  var json: JSONValue {
    [
      "number": .integer(Int64(number)), "hash": .string(hash), "version": version.json,
      "publishedAt": publishedAt.json, "publishedBy": .string(publishedBy.rawValue), "note": note.json,
    ]
  }
}

extension StoredAgent {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "kind": .string(kind), "version": version.json, "description": description.json,
      "enabled": .bool(isEnabled), "hash": .string(hash), "updatedAt": updatedAt.json,
      "updatedBy": .string(updatedBy.rawValue),
      "definition": ["format": .string(format), "source": .string(source)],
    ]
  }
}
