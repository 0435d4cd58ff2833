import Engine
import Foundation
import JSON
import Store
import Testing

@testable import Orchestrator

/// From what happens to what is carried, and back.
struct DeliveringTests {
  private let world: World

  init() throws {
    world = try World { configuration in configuration.baseURL = "https://ops.example.org" }
    try HostFile.create(world.directory.secretKey, "00112233445566778899aabbccddeeff\n".utf8, permissions: 0o600)
    try world.publish("{id: test, states: [{name: a, type: inject, data: {x: 1}, end: true}]}")
  }

  private func listen(
    _ name: String = "hook", _ target: String = "https://example.org/hook", _ topics: [String] = ["*"]
  )
    throws
  {
    let request = EndpointRequest(target: target, topics: topics)
    _ = try world.installation.createEndpoint(named: name, request, by: world.admin)
  }

  private func worker() throws -> Worker { try #require(try Worker.begin(world.installation)?.worker) }

  private func webhook(_ parcel: Parcel) throws -> WebhookPost {
    guard case .webhook(let request) = parcel.content else { throw Absent() }
    return request
  }

  private struct Absent: Error {}

  private func rows() throws -> Int {
    try world.installation.deliveries(DeliveryFilter(tenant: .standard), page: .first, for: world.admin).items.count
  }

  /// The example of the specification's libraries.
  @Test func `a webhook is signed as others sign it`() throws {
    let key = try #require(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    let signature = WebhookSecret(bytes: Array(key)).signature(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8))
    #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func `a run of which nobody wants to hear writes nothing more`() throws {
    try listen("failures", "https://example.org/hook", ["run.failed"])
    #expect(try world.start().status == .completed)
    #expect(try rows() == 0)
  }

  @Test func `what happened is packed with a link, and delivered once`() throws {
    try listen()
    let run = try world.start()
    let worker = try worker()
    let parcels = try worker.claimParcels(limit: 8)
    #expect(parcels.count == 1, "of one run, one thing at a time")
    let request = try webhook(try #require(parcels.first))
    let event = try JSONValue(parsing: String(decoding: request.body, as: UTF8.self))
    #expect(event["type"] == "run.started")
    #expect(event["data"]?["link"]?.stringValue == "https://ops.example.org/runs/\(run.id)")
    let headers = Dictionary(uniqueKeysWithValues: request.headers)
    #expect(headers["webhook-id"] == event["id"]?.stringValue)
    try worker.record(parcels.map { ($0, Receipt(.delivered, duration: .seconds(1), status: 200)) })
    let next = try worker.claimParcels(limit: 8)
    #expect(try next.map { try webhook($0).body.count }.count == 1)
    try worker.record(next.map { ($0, Receipt(.delivered, duration: .seconds(1), status: 200)) })
    #expect(try worker.claimParcels(limit: 8).isEmpty)
  }

  @Test func `what fails is tried fourteen times in about a day, and then given up`() throws {
    try listen("hook", "https://example.org/hook", ["run.completed"])
    _ = try world.start()
    let worker = try worker()
    let began = world.now
    var tries = 0
    while let due = try worker.deliveriesDueSince() ?? world.dueLater() {
      world.wait(until: Instant(milliseconds: due))
      let parcels = try worker.claimParcels(limit: 1)
      guard !parcels.isEmpty else { continue }
      tries += 1
      #expect(try webhook(parcels[0]).headers.contains { $0.name == "webhook-id" })
      try worker.record(parcels.map { ($0, Receipt(.failed("no"), duration: .seconds(0), status: 500)) })
    }
    #expect(tries == 14)
    #expect((world.now - began) < .seconds(49 * 3_600))
    let delivery = try world.installation.delivery(1, for: world.admin)
    #expect(delivery.delivery.status == .dead)
    #expect(delivery.attempts.count == 14)
  }

  @Test func `waits are drawn anew for each message, and take a day on average`() {
    var total: Int64 = 0
    for number in 0..<200 {
      for attempt in 1..<DeliveryPolicy.tries {
        let wait = DeliveryPolicy.wait(afterTry: attempt, of: "m\(number)")
        #expect(wait.milliseconds >= 0 && wait <= .seconds(8 * 3_600))
        total += wait.milliseconds
      }
    }
    #expect((22...27).contains(total / 200 / 3_600_000))
    #expect(DeliveryPolicy.wait(afterTry: 5, of: "a") == DeliveryPolicy.wait(afterTry: 5, of: "a"))
    #expect(DeliveryPolicy.wait(afterTry: 5, of: "a") != DeliveryPolicy.wait(afterTry: 5, of: "b"))
  }

  @Test func `a new secret and the one before sign together for a day`() throws {
    try listen()
    _ = try world.start()
    let worker = try worker()
    func signatures() throws -> Int {
      let parcels = try worker.claimParcels(limit: 1)
      try worker.record(parcels.map { ($0, Receipt(.delivered, duration: .seconds(0))) })
      let text = try webhook(try #require(parcels.first)).headers.first { $0.name == "webhook-signature" }?.value
      return text?.split(separator: " ").count ?? 0
    }
    _ = try world.installation.rotateSecret(ofEndpoint: "hook", by: world.admin)
    #expect(try signatures() == 2)
    world.pass(seconds: 86_401)
    #expect(try signatures() == 1)
  }

  @Test func `a mail says what happened, where to look, and nothing of inputs`() throws {
    try listen("duty", "ann@example.org, bob@example.org", ["run.completed"])
    _ = try world.start(input: ["password": "hunter2"])
    guard case .mail(let mail)? = try worker().claimParcels(limit: 1).first?.content else { throw Absent() }
    #expect(mail.to.map(\.description) == ["ann@example.org", "bob@example.org"])
    #expect(mail.subject == "test completed")
    #expect(mail.text.contains("https://ops.example.org/runs/"))
    #expect(!mail.text.contains("hunter2"))
  }

  @Test(arguments: [
    ("Ops", "https://example.org/"), ("ops", "ftp://example.org/"), ("ops", "nobody"), ("ops", "a@b.c, x"),
    ("ops", "https://user:secret@example.org/"),
  ])
  func `an endpoint that can't be is refused`(name: String, target: String) {
    #expect(throws: OperationError.self) { try listen(name, target) }
  }

  @Test(arguments: ["run failed", "", "Run.*", "*.failed", "run.**x"])
  func `a topic that can't be is refused`(topic: String) {
    #expect(throws: OperationError.self) { try listen("ops", "https://example.org/", [topic]) }
  }
}

extension World {
  /// When the next delivery is due, if one is on its way.
  fileprivate func dueLater() throws -> Int64? {
    try installation.storage.read { try $0.nextDelivery() }?.milliseconds
  }

  fileprivate func wait(until moment: Instant) {
    guard moment > now else { return }
    pass(seconds: (moment.milliseconds - now.milliseconds) / 1_000 + 1)
  }
}
