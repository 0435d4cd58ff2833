import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// A run's history.
enum EventAPI {
  /// `after` is the number of the last event that is known; `limit` as in every list.
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    let limit = try exchange.pageRequest().limit
    let after = try number("after", exchange)
    let events = try exchange.installation.storage.read { try $0.events(of: run.id, after: after, limit: limit) }
    var object: JSONObject = ["items": .array(events.map(\.json))]
    guard events.count == limit, let last = events.last, last.event.number < run.eventCount else {
      object["nextAfter"] = .null
      return .json(.object(object))
    }
    object["nextAfter"] = .integer(last.event.number)
    var response = WebResponse.json(.object(object))
    let query = exchange.request.query.setting("after", to: String(last.event.number))
    let target = LinkTarget(exchange.request.mount, exchange.request.segments, query: query)
    response.headers[.link] = "<\(target.text)>; rel=\"next\""
    return response
  }

  /// All events, a line each. They are read in pieces: no read transaction stays open while bytes go to a client.
  @Sendable static func export(_ exchange: Exchange) throws -> WebResponse {
    let run = try exchange.requireRun()
    let storage = exchange.installation.storage
    let name = "events-\(run.id.rawValue).ndjson"
    return WebResponse(
      .ok,
      headers: [
        .contentType: "application/x-ndjson", .cacheControl: "no-cache, private",
        .contentDisposition: "attachment; filename=\"\(name)\"",
      ],
      body: .stream { output in
        var last: Int64 = 0
        while true {
          let events = try storage.read { [last] in try $0.events(of: run.id, after: last, limit: pieceOfExport) }
          guard let newest = events.last else { return }
          last = newest.event.number
          var lines: [UInt8] = []
          for event in events {
            event.json.write(to: &lines)
            lines.append(UInt8(ascii: "\n"))
          }
          try output.write(lines)
        }
      })
  }

  /// Events read at a time: some hundred kilobytes of memory.
  private static let pieceOfExport = 500

  private static func number(_ name: String, _ exchange: Exchange) throws(Problem) -> Int64 {
    guard let text = exchange.request.query[name] else { return 0 }
    guard let number = Int64(text), number >= 0 else { throw Problem(.badRequest, "\(name) must be a number from 0.") }
    return number
  }
}
