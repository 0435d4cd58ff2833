public import JSON

/// As the programming interface, the command line and messages show it.
extension Alert {
  public var json: JSONValue {
    [
      "id": .string(id.rawValue), "kind": .string(notice.kind.rawValue), "title": .string(notice.title),
      "source": [
        "kind": notice.kind.isOfMonitor ? "monitor" : "heartbeat", "id": .string(notice.source),
        "name": .string(notice.sourceName),
      ],
      "subject": notice.subject.isEmpty ? .null : .string(notice.subject), "details": .string(notice.details),
      "run": .of(notice.run?.rawValue), "open": .bool(isOpen), "raisedAt": .of(raisedAt),
      "lastSeenAt": .of(lastSeenAt), "occurrences": .integer(Int64(occurrences)), "resolvedAt": .of(resolvedAt),
      "acknowledgedAt": .of(acknowledgement?.at), "acknowledgedBy": .of(acknowledgement?.by.rawValue),
      "comment": .of(acknowledgement?.comment),
    ]
  }
}

extension JSONValue {
  static func of(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func of(_ instant: Instant?) -> JSONValue { instant.map { .string($0.description) } ?? .null }
}
