import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// What is published to the tenant, and what became of it.
enum InboundEventAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let filter = try exchange.inboundEventFilter()
    let page = try exchange.pageRequest()
    return exchange.list(try exchange.installation.storage.read { try $0.inboundEvents(filter, page: page) }, \.json)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let details = try exchange.installation.eventDetails(
      try exchange.parameter("id"), for: try exchange.identity())
    return .json(details.json)
  }

  /// 201 with the event; 200 with the earlier one when the key was used before.
  @Sendable static func publish(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["type", "payload", "correlation", "dedupeKey"])
    let key = try body.text("dedupeKey") ?? exchange.request.headers[.idempotencyKey]
    let request = EventRequest(
      name: try body.required("type"), payload: body["payload"] ?? .null, correlation: try body.text("correlation"),
      dedupeKey: key)
    return answer(try exchange.installation.publishEvent(request, by: try exchange.identity()), exchange)
  }

  /// A new event that says the same; 201.
  @Sendable static func replay(_ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let id = try exchange.parameter("id")
    return answer(try exchange.installation.replayEvent(id, by: try exchange.identity()), exchange)
  }

  private static func answer(_ outcome: PublishedOutcome, _ exchange: Exchange) -> WebResponse {
    let response = WebResponse.json(outcome.event.json, status: outcome.isRepeated ? .ok : .created)
    return response.dispatching(outcome.runs, in: exchange)
  }

  /// Events that fit, a line each, the newest first. They are read in pieces: no read transaction stays open while bytes
  /// go to a client.
  @Sendable static func export(_ exchange: Exchange) throws -> WebResponse {
    let filter = try exchange.inboundEventFilter()
    let storage = exchange.installation.storage
    return WebResponse(
      .ok,
      headers: [
        .contentType: "application/x-ndjson", .cacheControl: "no-cache, private",
        .contentDisposition: "attachment; filename=\"events.ndjson\"",
      ],
      body: .stream { output in
        var cursor: PageCursor?
        repeat {
          let request = PageRequest(limit: PageRequest.maximumLimit, cursor: cursor)
          let page = try storage.read { try $0.inboundEvents(filter, page: request) }
          var lines: [UInt8] = []
          for event in page.items {
            event.json.write(to: &lines)
            lines.append(UInt8(ascii: "\n"))
          }
          if !lines.isEmpty { try output.write(lines) }
          cursor = page.next
        } while cursor != nil
      })
  }
}

extension Exchange {
  /// The conditions of a list of events: `type`, `correlation`, `webhook`, `matched`, `since`, `until`, `text`.
  func inboundEventFilter() throws -> InboundEventFilter {
    var filter = InboundEventFilter(
      tenant: try identity().tenant, name: request.query.trimmed("type"),
      correlation: request.query.trimmed("correlation"))
    filter.webhook = request.query.trimmed("webhook")
    filter.isMatched = try flag("matched")
    filter.since = try instant("since")
    filter.until = try instant("until")
    filter.text = request.query.trimmed("text")
    return filter
  }
}

extension WebResponse {
  /// With ticks for these runs once the client has its answer.
  func dispatching(_ runs: [RunID], in exchange: Exchange) -> WebResponse {
    var response = self
    let installation = exchange.installation
    response.afterwards = { installation.dispatch(runs) }
    return response
  }
}
