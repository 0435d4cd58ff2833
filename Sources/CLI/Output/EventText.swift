import Engine
import JSON
import Orchestrator
import Store

/// The list of `escapement events` without a run.
struct PublishedEventList {
  let installation: Installation
  let filter: InboundEventFilter
  let limit: Int

  func print(_ format: FormatOption) throws {
    let events = try installation.storage.read { store in
      try Everything.of(atMost: limit) { try store.inboundEvents(filter, page: $0) }
    }
    var table = Table("AT (UTC)", "TYPE", "CORRELATION", "BY", "RUNS", "ID", "PAYLOAD")
    for inbound in events {
      let event = inbound.event
      table.add(
        TimeText.moment(event.at), event.name, event.correlation ?? "", event.by.rawValue, inbound.outcome, event.id,
        event.payload.text)
    }
    format.print(table, json: .array(events.map(\.json)), none: "no such event; `escapement emit` publishes one")
  }
}

extension InboundEvent {
  /// How many runs came of it; nothing while triggers still have to look at it.
  fileprivate var outcome: String { matches == 0 && matchedAt == nil ? "…" : "\(matches)" }

  var json: JSONValue {
    [
      "id": .string(event.id), "sequence": .integer(sequence), "type": .string(event.name), "payload": event.payload,
      "correlation": .text(event.correlation), "publishedBy": .string(event.by.rawValue), "at": .moment(event.at),
      "webhook": .text(provenance.webhook), "replayOf": .text(provenance.replayOf),
      "depth": .integer(Int64(event.depth)), "matchedAt": .moment(matchedAt), "matches": .integer(Int64(matches)),
    ]
  }
}

extension EventDetails {
  var json: JSONValue {
    guard var object = event.json.objectValue else { return event.json }
    object["answers"] = .array(matches.map(\.json))
    object["whyNothing"] = .text(whyNothing)
    return .object(object)
  }

  /// What a person wants to know first: where it came from, what it says, what came of it.
  func text(width: Int?) -> String {
    let inbound = event.event
    var lines = ["\(inbound.name)  \(inbound.id)", "published \(TimeText.moment(inbound.at)) UTC by \(inbound.by)"]
    if let correlation = inbound.correlation { lines.append("correlation \(correlation)") }
    if let webhook = event.provenance.webhook { lines.append("came by the webhook \(webhook)") }
    if let original = event.provenance.replayOf { lines.append("says again what \(original) said") }
    lines += ["", inbound.payload.prettyText, ""]
    if let whyNothing {
      return (lines + ["nothing came of it: \(whyNothing)"]).map(Terminal.harmless).joined(separator: "\n")
    }
    var table = Table("WHO", "ANSWER", "RUN", "WHY")
    for details in matches {
      table.add(details.who, details.answer, details.match.run?.rawValue ?? "", details.reason ?? "")
    }
    return (lines.map(Terminal.harmless) + [table.text(width: width)]).joined(separator: "\n")
  }
}

extension EventDetails.MatchDetails {
  fileprivate var who: String {
    match.kind == .trigger ? "\(match.target) (\(match.name))" : "a run that waited"
  }

  fileprivate var answer: String {
    switch match.outcome {
    case .started: "started a run"
    case .brought: "not taken"
    case .taken: "taken"
    case .passedOver: "not meant"
    case .refused: "refused"
    }
  }

  fileprivate var json: JSONValue {
    var object: JSONObject = ["outcome": .string(match.outcome.rawValue)]
    if match.kind == .trigger {
      object["workflowId"] = .string(match.target)
      object["trigger"] = .string(match.name)
    }
    object["runId"] = .text(match.run?.rawValue)
    object["reason"] = .text(reason)
    object["at"] = .moment(match.at)
    return .object(object)
  }
}
