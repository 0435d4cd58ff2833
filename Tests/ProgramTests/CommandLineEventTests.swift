import Foundation
import JSON
import Testing

/// Events and webhooks with the built program.
@Suite(.timeLimit(.minutes(3))) struct CommandLineEventTests {
  private let desk: Desk

  init() throws { desk = try Desk.ready() }

  @Test func `an event is published, starts a run, is looked at, replayed and exported`() throws {
    let file = try desk.write(
      "id: greet\non: {event: guest.arrived, if: event.payload.name != ''}\nstates: [{name: a, type: succeed}]\n",
      to: "greet.workflow.yaml")
    #expect(try desk.type("publish", file).status == 0)
    let told = try desk.type("emit", "guest.arrived", "--payload", #"{"name": "Ada"}"#)
    #expect(told.status == 0, "\(told.errors)")
    let id = told.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let details = try desk.json("events", "show", id)
    #expect(details["answers"]?[0]?["workflowId"] == "greet" && details["answers"]?[0]?["outcome"] == "started")
    #expect(try desk.type("events", "show", id).output.contains("started a run"))
    let again = try desk.type("events", "replay", id).output.trimmingCharacters(in: .whitespacesAndNewlines)
    _ = try desk.type("emit", "guest.left")
    let listed = try desk.json("events", "--matched")
    #expect(listed.arrayValue?.compactMap { $0["id"]?.stringValue } == [again, id])
    #expect(try desk.json("events", "--no-matched", "--type", "guest.left").arrayValue?.count == 1)
    #expect(try desk.type("events", "show", "nothing").status != 0)
    let lines = try desk.type("events", "export", "--text", "ada").output.split(separator: "\n")
    #expect(try lines.map { try JSONValue(parsing: String($0))["id"] } == [.string(again), .string(id)])
    #expect(try desk.type("events", "last").output.contains("run.started"), "a run's history is printed as before")
  }

  @Test func `a webhook is made with its secret shown once, rotated, disabled and deleted`() throws {
    let made = try desk.type("webhooks", "create", "shop", "--allow", "192.0.2.0/24")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("/hooks/") && made.output.contains("whsec_"))
    let shown = try desk.type("webhooks", "show", "shop").output
    #expect(shown.contains("192.0.2.0/24") && !shown.contains("whsec_"))
    #expect(try desk.type("webhooks", "create", "shop").status != 0)
    #expect(try desk.type("webhooks", "create", "other", "--signature", "hmac").errors.contains("header is missing"))
    #expect(try desk.type("webhooks", "rotate", "shop", "--overlap", "0").output.hasPrefix("whsec_"))
    #expect(try desk.type("webhooks", "disable", "shop").status == 0)
    #expect(try desk.json("webhooks", "list").arrayValue?.first?["enabled"] == false)
    #expect(try desk.json("webhooks", "requests", "shop") == [])
    #expect(try desk.type("webhooks", "delete", "shop").status == 0)
    #expect(try desk.json("webhooks", "list") == [])
  }
}
