import Digest
import Engine
import HTTPTypes
import JSON
import Orchestrator
import Testing

@testable import Web

/// Webhooks over HTTP: made, sent to, rotated, deleted.
struct WebhookAPITests {
  private let test: TestSite

  init() throws { test = try TestSite() }

  private func make(_ body: String) throws -> JSONValue {
    let answer = test.admin.call(.post, "/api/v1/webhooks", body)
    #expect(answer.status == .created, "\(answer.text)")
    return try JSONValue(parsing: answer.text)
  }

  /// Sends as a foreign program does, through what a web server passes on.
  private func send(
    _ hook: JSONValue, _ body: String, id: String = "m1", type: String = "application/json",
    _ more: [String: String] = [:]
  ) -> WebResponse {
    let secret = Base64.bytes(of: String((hook["secret"]?.stringValue ?? "").dropFirst("whsec_".count))) ?? []
    let time = test.installation.clock.now().milliseconds / 1_000
    let code = hmacSHA256(key: secret, Array("\(id).\(time).\(body)".utf8))
    let path = hook["url"]?.stringValue ?? ""
    var parameters = [
      "REQUEST_METHOD": "POST", "PATH_INFO": path, "REQUEST_URI": path, "CONTENT_LENGTH": "\(body.utf8.count)",
      "CONTENT_TYPE": type, "REMOTE_ADDR": "192.0.2.7", "HTTP_WEBHOOK_ID": id, "HTTP_WEBHOOK_TIMESTAMP": "\(time)",
      "HTTP_WEBHOOK_SIGNATURE": "v1,\(Base64.text(of: code))", "HTTP_PROXY": "http://evil.example",
      "HTTP_AUTHORIZATION": "Basic of-another-kind",
    ]
    parameters.merge(more) { $1 }
    var rest = Array(body.utf8)[...]
    return test.site.answer(GatewayParameters(parameters)) { buffer in
      let piece = rest.prefix(buffer.count)
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  @Test func `a webhook is made, sent to, and its requests are listed`() throws {
    let hook = try make(#"{"name": "shop"}"#)
    #expect(hook["secret"]?.stringValue?.hasPrefix("whsec_") == true && hook["signature"] == "standard")
    let taken = send(hook, #"{"n": 1}"#)
    #expect(taken.status == .accepted, "\(taken.text)")
    let id = try #require(try JSONValue(parsing: taken.text)["eventId"]?.stringValue)
    let event = try JSONValue(parsing: test.viewer.get("/api/v1/events/\(id)").text)
    #expect(event["type"] == "webhook.shop" && event["payload"] == ["n": 1] && event["webhook"] == "shop")
    let again = send(hook, #"{"n": 1}"#)
    #expect(again.status == .ok)
    #expect(try JSONValue(parsing: again.text) == ["eventId": .string(id), "repeated": true])
    let wrong = send(hook, #"{"n": 1}"#, ["HTTP_WEBHOOK_ID": "m9"])
    #expect(wrong.status == .unauthorized && wrong.headers[.contentType] == "application/problem+json")
    #expect(wrong.text.contains("The signature is wrong") && wrong.text.contains(#""title":"Unauthorized""#))
    let log = try JSONValue(parsing: test.viewer.get("/api/v1/webhooks/shop/requests").text)
    #expect(log["items"]?.arrayValue?.map { $0["outcome"] } == ["refused", "repeated", "accepted"])
    #expect(log["items"]?[0]?["address"] == "192.0.2.7" && log["items"]?[2]?["eventId"] == .string(id))
    #expect(test.viewer.get("/events?webhook=shop").text.contains("webhook.shop"))
  }

  @Test func `a form is taken as an object`() throws {
    let hook = try make(#"{"name": "shop", "signature": "none"}"#)
    let taken = send(hook, "a=1&b=two+words&a=3", type: "application/x-www-form-urlencoded")
    let id = try #require(try JSONValue(parsing: taken.text)["eventId"]?.stringValue)
    let event = try JSONValue(parsing: test.viewer.get("/api/v1/events/\(id)").text)
    #expect(event["payload"] == ["a": ["1", "3"], "b": "two words"])
    #expect(send(hook, "", id: "m2", type: "").status == .accepted)
    #expect(send(hook, "<a/>", id: "m3", type: "application/xml").status == .unsupportedMediaType)
    let broken = send(hook, "{", id: "m4")
    #expect(broken.status == .badRequest && broken.text.contains("line 1"))
  }

  @Test func `a header field of the sender's own choice carries the signature`() throws {
    let hook = try make(#"{"name": "gh", "signature": "github", "secret": "It's a Secret to Everybody"}"#)
    let code = Hexadecimal.text(of: hmacSHA256(key: Array("It's a Secret to Everybody".utf8), Array(#"{"a":1}"#.utf8)))
    let fields = [
      "HTTP_X_HUB_SIGNATURE_256": "sha256=\(code)", "HTTP_X_GITHUB_EVENT": "push", "HTTP_X_GITHUB_DELIVERY": "d1",
    ]
    #expect(send(hook, #"{"a":1}"#, fields).status == .accepted)
    #expect(send(hook, #"{"a":2}"#, fields).status == .unauthorized)
    let events = try JSONValue(parsing: test.viewer.get("/api/v1/events?type=github.push").text)
    #expect(events["items"]?.arrayValue?.count == 1)
  }

  @Test func `a proxy's word on the sender counts only from a proxy of ours`() throws {
    let hook = try make(#"{"name": "shop", "signature": "none", "allow": ["198.51.100.0/24"]}"#)
    let forwarded = ["HTTP_X_FORWARDED_FOR": "198.51.100.9"]
    #expect(send(hook, "{}", forwarded).status == .forbidden, "anybody can write that field")
    #expect(send(hook, "{}", ["REMOTE_ADDR": "198.51.100.9"]).status == .accepted)
  }

  @Test func `what can't be a webhook is refused by name`() throws {
    for (body, part) in [
      ("{}", "name is missing"), (#"{"name": "Big Shop"}"#, "a webhook's name"), (#"{"name": "a", "sig": 1}"#, "sig"),
      (#"{"name": "a", "signature": "hmac"}"#, "Header is missing"), (#"{"name": "a", "allow": ["x"]}"#, "'x' is none"),
    ] {
      let answer = test.admin.call(.post, "/api/v1/webhooks", body)
      #expect(answer.status == .unprocessableContent && answer.text.contains(part), "\(answer.text)")
    }
    _ = try make(#"{"name": "a"}"#)
    #expect(test.admin.call(.post, "/api/v1/webhooks", #"{"name": "a"}"#).status == .conflict)
  }

  @Test func `rotate, disable, enable and delete`() throws {
    var hook = try make(#"{"name": "shop"}"#)
    let rotated = test.admin.call(.post, "/api/v1/webhooks/shop/rotate", #"{"overlapSeconds": 0}"#)
    #expect(rotated.status == .ok)
    #expect(send(hook, "{}").status == .unauthorized)
    hook = try JSONValue(parsing: rotated.text)
    #expect(send(hook, "{}").status == .accepted)
    #expect(test.admin.call(.post, "/api/v1/webhooks/shop/disable").text.contains(#""enabled":false"#))
    #expect(send(hook, "{}", id: "m2").status == .forbidden)
    #expect(test.admin.call(.post, "/api/v1/webhooks/shop/enable").status == .ok)
    #expect(send(hook, "{}", id: "m2").status == .accepted)
    #expect(test.admin.call(.delete, "/api/v1/webhooks/shop").status == .noContent)
    #expect(send(hook, "{}", id: "m3").status == .notFound)
    #expect(test.admin.get("/api/v1/webhooks/shop").status == .notFound)
  }

  @Test func `who may only look sees neither address nor secret`() throws {
    let hook = try make(#"{"name": "shop"}"#)
    let key = try #require(hook["url"]?.stringValue?.split(separator: "/").last)
    for path in ["/api/v1/webhooks", "/api/v1/webhooks/shop", "/webhooks", "/webhooks/shop"] {
      let text = test.viewer.get(path).text
      #expect(text.contains("shop") && !text.contains(key) && !text.contains("whsec_"), "\(path)")
      #expect(!test.admin.get(path).text.contains("whsec_"), "\(path)")
    }
  }

  @Test func `by its pages a webhook is made with its secret shown once, rotated and deleted`() throws {
    let made = test.admin.post("/webhooks", ["name": "shop", "signature": "standard", "ratePerMinute": "9"])
    #expect(made.status == .created && made.text.contains("whsec_") && made.text.contains("/hooks/"))
    #expect(made.headers[.cacheControl] == "no-store")
    #expect(!test.admin.get("/webhooks/shop").text.contains("whsec_"))
    let refused = test.admin.post("/webhooks", ["name": "shop", "signature": "hmac", "allow": "10.0.0.0/8, x"])
    #expect(refused.status == .unprocessableContent && refused.text.contains("10.0.0.0/8, x"))
    #expect(test.admin.post("/webhooks/shop", ["action": "rotate"]).text.contains("whsec_"))
    #expect(test.admin.post("/webhooks/shop", ["action": "disable"]).status == .seeOther)
    #expect(test.admin.get("/webhooks/shop").text.contains("disabled"))
    #expect(test.admin.post("/webhooks/shop", ["action": "delete"]).status == .unprocessableContent)
    #expect(test.admin.post("/webhooks/shop", ["action": "delete", "confirm": "shop"]).status == .seeOther)
    #expect(test.admin.get("/webhooks/shop").status == .notFound)
  }

  @Test func `a webhook's address answers POST only, and no session or token matters to it`() throws {
    let hook = try make(#"{"name": "shop"}"#)
    let url = try #require(hook["url"]?.stringValue)
    #expect(test.site.answer(.to(url)).status == .methodNotAllowed)
    #expect(test.site.answer(.to("/hooks/0123", method: .post)).status == .notFound)
    let text = test.site.answer(.to("/hooks/0123", method: .post, headers: [.authorization: "Bearer nonsense"]))
    #expect(text.status == .notFound, "a foreign sender's own credentials are none of ours")
  }
}
