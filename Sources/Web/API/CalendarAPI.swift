import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// `/calendars`: which days are for business.
enum CalendarAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let identity = try exchange.identity()
    let calendars = try exchange.installation.storage.read { try $0.calendars(of: identity.tenant) }
    return exchange.list(Page(items: calendars), \.json)
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    answer(try exchange.installation.calendar(try exchange.parameter("name"), for: try exchange.identity()))
  }

  /// A calendar file, or rules as YAML or JSON.
  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    try put(exchange, named: exchange.request.query.trimmed("name"), expected: 0)
  }

  @Sendable static func replace(_ exchange: Exchange) throws -> WebResponse {
    try put(exchange, named: try exchange.parameter("name"), expected: try expectedVersion(exchange))
  }

  @Sendable static func delete(_ exchange: Exchange) throws -> WebResponse {
    try exchange.installation.deleteCalendar(try exchange.parameter("name"), by: try exchange.identity())
    return WebResponse(.noContent)
  }

  private static func put(_ exchange: Exchange, named name: String?, expected: Int64?) throws -> WebResponse {
    try MediaType.require(MediaType.definitions + ["text/calendar"], in: exchange.request)
    guard let text = String(validating: exchange.request.body, as: UTF8.self) else {
      throw Problem(.badRequest, "The calendar is not UTF-8.")
    }
    let isFile = MediaType.name(of: exchange.request) == "text/calendar"
    let calendar = try exchange.installation.putCalendar(
      CalendarText(text, isICS: isFile ? true : nil, name: name), expected: expected, by: try exchange.identity())
    var response = answer(calendar, status: calendar.version == 1 ? .created : .ok)
    response.headers[.location] = exchange.link("api", "v1", "calendars", calendar.name).text
    return response
  }

  private static func expectedVersion(_ exchange: Exchange) throws(Problem) -> Int64? {
    guard let field = exchange.request.headers[.ifMatch], field.trimmingWhitespace() != "*" else { return nil }
    guard let version = Int64(field.filter(\.isNumber)) else {
      throw Problem(.badRequest, "If-Match must repeat the ETag that GET gave, or be *.")
    }
    return version
  }

  private static func answer(_ calendar: CalendarRecord, status: HTTPResponse.Status = .ok) -> WebResponse {
    var response = WebResponse.json(calendar.json, status: status)
    response.headers[.eTag] = "\"\(calendar.version)\""
    return response
  }
}
