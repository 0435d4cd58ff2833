import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

extension Exchange {
  /// `limit` and `cursor` of a list's address.
  func pageRequest() throws(Problem) -> PageRequest {
    let range = 1...PageRequest.maximumLimit
    var limit = PageRequest.standardLimit
    if let text = request.query["limit"] {
      guard let number = Int(text), range.contains(number) else {
        throw Problem(.badRequest, "limit must be a number from \(range.lowerBound) to \(range.upperBound).")
      }
      limit = number
    }
    guard let text = request.query["cursor"] else { return PageRequest(limit: limit) }
    guard let cursor = PageCursor(text) else {
      throw Problem(.badRequest, "cursor is none that this list gave; leave it out to begin anew.")
    }
    return PageRequest(limit: limit, cursor: cursor)
  }

  /// A moment in the address.
  func instant(_ name: String) throws(Problem) -> Instant? {
    guard let text = request.query.trimmed(name) else { return nil }
    guard let instant = Instant(text) else {
      throw Problem(.badRequest, "\(name) must be an instant of RFC 3339, as 2026-11-21T09:30:00Z.")
    }
    return instant
  }

  /// A yes or no in the address.
  func flag(_ name: String) throws(Problem) -> Bool? {
    switch request.query[name] {
    case nil: nil
    case "true": true
    case "false": false
    default: throw Problem(.badRequest, "\(name) must be true or false.")
    }
  }

  /// The conditions of a list of runs: `workflowId`, `status` (several, or with commas), `label=key:value`,
  /// `scheduleId`, `since`, `until`.
  func runFilter() throws -> RunFilter {
    var filter = RunFilter(tenant: try identity().tenant)
    filter.workflow = request.query.trimmed("workflowId").map(WorkflowID.init(rawValue:))
    let words = request.query.all("status").flatMap { $0.split(separator: ",") }
    filter.statuses = Set(
      try words.map { word throws(Problem) in
        guard let status = RunStatus(rawValue: word.uppercased()) else {
          let known = RunStatus.allCases.map(\.rawValue).joined(separator: ", ")
          throw Problem(.badRequest, "\(word) is no status; these are: \(known).")
        }
        return status
      })
    filter.since = try instant("since")
    filter.until = try instant("until")
    filter.schedule = request.query.trimmed("scheduleId").map(ScheduleID.init(rawValue:))
    if let label = request.query.trimmed("label") {
      let sides = label.split(separator: ":", maxSplits: 1).map(String.init)
      guard sides.count == 2 else { throw Problem(.badRequest, "label must be key:value.") }
      filter.label = RunFilter.Label(key: sides[0], value: sides[1])
    }
    return filter
  }

  /// `{items, nextCursor}`, with a `Link` to the next piece.
  func list<Item>(_ page: Page<Item>, _ json: (Item) -> JSONValue) -> WebResponse {
    var object: JSONObject = ["items": .array(page.items.map(json))]
    object["nextCursor"] = (page.next?.description).json
    var response = WebResponse.json(.object(object))
    if let next = page.next {
      let query = request.query.setting("cursor", to: next.description)
      let target = LinkTarget(request.mount, request.segments, query: query)
      response.headers[.link] = "<\(target.text)>; rel=\"next\""
    }
    return response
  }
}
