import Engine
import HTTPTypes
import JSON
import Testing

@testable import Web

struct RouteTests {
  /// A route's address, with the ids of things that exist.
  private func address(_ route: Route, _ run: RunID, _ approval: Approval) -> String {
    let isRevision = route.pattern.text.contains("revisions")
    var path = route.pattern.text
    for (name, value) in [
      "{runId}": run.rawValue, "{stepId}": approval.step.rawValue, "{number}": "1", "{hash}": "x",
      "{name}": path.contains("calendars") ? "none" : "style.css", "{backfillId}": "none",
      "{id}": path.contains("/schedules/")
        ? "none" : path.contains("approvals") && !isRevision ? approval.id.rawValue : "gated",
    ] { path = path.replacing(name, with: value) }
    return path
  }

  @Test func `every route refuses the methods that it doesn't have, and names those that it has`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    for route in Site.table.routes {
      let path = address(route, run, approval)
      let known = Site.table.routes.filter { $0.pattern.match(WebRequest.to(path).segments) != nil }.map(\.method)
      for method in [HTTPRequest.Method.get, .post, .put, .delete, .patch] where !known.contains(method) {
        let answer = test.admin.call(method, path)
        #expect(answer.status == .methodNotAllowed, "\(method) \(path)")
        let allowed = (answer.headers[.allow] ?? "").split(separator: ", ").map(String.init)
        #expect(Set(allowed).isSuperset(of: known.map(\.rawValue)) && allowed.contains("OPTIONS"), "\(method) \(path)")
      }
      let options = test.admin.call(.options, path)
      #expect(options.status == .noContent && options.headers[.allow] != nil, "\(path)")
    }
  }

  @Test func `nobody gets in without a token or a session`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    for route in Site.table.routes where route.access != .anybody {
      let path = address(route, run, approval)
      let answer = test.site.answer(.to(path, method: route.method))
      if path.hasPrefix("/api/") {
        #expect(answer.status == .unauthorized, "\(route.method) \(path)")
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
      } else {
        #expect(answer.status == .seeOther, "\(route.method) \(path)")
        #expect(answer.headers[.location]?.hasPrefix("/login") == true)
      }
    }
  }

  @Test func `a viewer changes nothing`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    _ = test.viewer
    let before = try test.databaseHash()
    for route in Site.table.routes where route.method != .get && route.access != .anybody {
      let path = address(route, run, approval)
      guard path != "/logout", !path.hasSuffix("/validate"), !path.hasSuffix("/simulate"), !path.hasSuffix("/preview")
      else { continue }
      let answer =
        path.hasPrefix("/api/")
        ? test.viewer.call(route.method, path, "{}")
        : test.viewer.post(
          path, ["action": "approve", "approval": approval.id.rawValue, "digest": approval.digest, "mode": "json"])
      #expect(answer.status == .forbidden, "\(route.method) \(path): \(answer.status)")
    }
    #expect(try test.databaseHash() == before)
  }

  @Test func `reading changes nothing in the database`() throws {
    let test = try TestSite()
    let run = try test.startGated()
    let approval = try test.approval(of: run)
    _ = (test.admin, test.viewer)
    let before = try test.databaseHash()
    for client in [test.admin, test.viewer] {
      for route in Site.table.routes where route.method == .get {
        let answer = client.get(address(route, run, approval))
        #expect(answer.status.code < 500, "\(route.pattern.text): \(answer.text.prefix(300))")
        _ = answer.text
      }
    }
    for route in Site.table.routes where route.method == .get {
      _ = test.site.answer(.to(address(route, run, approval))).text
    }
    #expect(try test.databaseHash() == before)
  }

  @Test func `the description lists exactly the routes that programs may ask`() throws {
    let test = try TestSite()
    let document = try JSONValue(parsing: test.site.answer(.to("/api/v1/openapi.json")).text)
    #expect(document["openapi"]?.stringValue?.hasPrefix("3.1") == true)
    var described: Set<String> = []
    for (path, operations) in try #require(document["paths"]?.objectValue) {
      for method in operations.objectValue?.keys ?? [] { described.insert("\(method.uppercased()) \(path)") }
    }
    let routes = Site.table.routes.filter { WebRequest.to($0.pattern.text).isForAPI }
    #expect(described == Set(routes.map { "\($0.method.rawValue) \($0.pattern.text)" }))
  }

  @Test func `what the description refers to is there, and its paths' parameters are described`() throws {
    let test = try TestSite()
    let document = try JSONValue(parsing: test.site.answer(.to("/api/v1/openapi.json")).text)
    for reference in references(in: document) {
      let keys = reference.dropFirst("#/".count).split(separator: "/").map(String.init)
      #expect(keys.reduce(document) { $0?[$1] } != nil, "\(reference)")
    }
    for (path, operations) in try #require(document["paths"]?.objectValue) {
      for (method, operation) in try #require(operations.objectValue) {
        let names = (operation["parameters"]?.arrayValue ?? []).compactMap { parameter -> String? in
          guard let target = parameter["$ref"]?.stringValue else { return parameter["name"]?.stringValue }
          return document["components"]?["parameters"]?[String(target.split(separator: "/").last ?? "")]?["name"]?
            .stringValue
        }
        for part in path.split(separator: "/") where part.hasPrefix("{") {
          #expect(names.contains(String(part.dropFirst().dropLast())), "\(method) \(path)")
        }
      }
    }
  }

  private func references(in value: JSONValue) -> Set<String> {
    switch value {
    case .object(let object):
      var result: Set<String> = []
      for (key, member) in object {
        if key == "$ref", let text = member.stringValue {
          result.insert(text)
        } else {
          result.formUnion(references(in: member))
        }
      }
      return result
    case .array(let elements): return elements.reduce(into: []) { $0.formUnion(references(in: $1)) }
    case .null, .bool, .integer, .double, .string: return []
    }
  }
}
