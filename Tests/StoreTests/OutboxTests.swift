import Engine
import JSON
import Testing

@testable import Store

/// Messages for others: who hears them, in what order, and what becomes of them.
struct OutboxTests {
  private let store: TestStore
  private let now = TestStore.birth + .seconds(100 as Int64)

  init() throws { store = try TestStore() }

  private func message(
    _ id: String, _ topic: String = "run.completed", about subject: String = "r1", targets: [NoticeTarget] = []
  ) -> OutboxMessage {
    OutboxMessage(
      id: id, tenant: .standard, topic: topic, subject: subject, payload: ["run": .string(subject)], at: now,
      targets: targets)
  }

  private func listen(_ name: String, to topics: [String] = ["run.*"], tenant: TenantID = .standard) throws {
    let endpoint = Endpoint.sample(name, topics: topics, tenant: tenant)
    #expect(try store.tell { try $0.insertEndpoint(endpoint) })
  }

  @discardableResult
  private func enqueue(_ message: OutboxMessage) throws -> Int { try store.tell { try $0.enqueue(message) } }

  private func claim(_ worker: WorkerID = "w1", at moment: Instant? = nil, limit: Int = 10, perEndpoint: Int = 4)
    throws -> [ClaimedDelivery]
  {
    try store.tell {
      try $0.claimDeliveries(.sample(worker, limit: limit, at: moment ?? now), perEndpoint: perEndpoint)
    }
  }

  @discardableResult
  private func report(
    _ claim: ClaimedDelivery, _ verdict: DeliveryReport.Verdict, _ standing: DeliveryReport.Standing = .answers
  ) throws -> Bool {
    let attempt = DeliveryAttempt(
      number: claim.delivery.attempts + 1, at: now, duration: .seconds(1), succeeded: verdict == .delivered,
      status: 200, excerpt: "ok")
    let lease = try required(claim.delivery.lease)
    return try store.tell {
      try $0.record(DeliveryReport(claim, lease: lease, attempt: attempt, verdict: verdict, standing: standing))
    }
  }

  private func ids(_ claims: [ClaimedDelivery]) -> [String] { claims.map(\.delivery.message.id) }

  private func statuses() throws -> [DeliveryStatus] {
    try store.ask { try $0.deliveries(DeliveryFilter(tenant: .standard), page: .first) }.items.map(\.status)
  }

  @Test func `where nobody listens nothing is written`() throws {
    try store.tell { try $0.ensureTenant("other", at: now) }
    try listen("failures", to: ["run.failed"])
    try listen("elsewhere", to: ["*"], tenant: "other")
    #expect(try enqueue(message("m1")) == 0)
    #expect(try store.ask { try $0.nextDelivery() } == nil)
    #expect(try store.tell { try $0.isHeard("run.completed", tenant: .standard) } == false)
    #expect(try store.tell { try $0.isHeard("run.failed", tenant: .standard) })
    #expect(try claim().isEmpty)
  }

  @Test(arguments: [
    ("*", "alert.raised", true), ("run.*", "run.failed", true), ("run.*", "runs", false),
    ("run.failed", "run.failed", true), ("run.failed", "run.failed.again", false),
  ])
  func `an endpoint chooses by patterns of topics`(pattern: String, topic: String, hears: Bool) {
    #expect(Endpoint.sample("e", topics: [pattern]).listens(to: topic) == hears)
  }

  @Test func `a message goes to each endpoint once, also when it is told twice`() throws {
    try listen("one")
    try listen("two", to: ["*"])
    #expect(try enqueue(message("m1")) == 2)
    #expect(try enqueue(message("m1")) == 0)
    let claims = try claim()
    #expect(claims.map(\.endpoint.name).sorted() == ["one", "two"])
    #expect(Set(claims.map(\.delivery.message)) == [message("m1")])
    #expect(try claim("w2").isEmpty)
  }

  @Test func `what a definition names by address becomes an endpoint that hears nothing else`() throws {
    try listen("ops", to: [])
    let targets: [NoticeTarget] = [
      .endpoint("ops"), .endpoint("nobody"), .webhook("https://example.com/hook"), .mail("ann@example.com"),
    ]
    #expect(try enqueue(message("m1", targets: targets)) == 3)
    #expect(try enqueue(message("m2", targets: targets)) == 3)
    #expect(try enqueue(message("m3")) == 0)
    let endpoints = try store.ask { try $0.endpoints(tenant: .standard) }
    #expect(
      endpoints.filter { $0.origin == .definition }.map(\.target).sorted() == [
        "ann@example.com", "https://example.com/hook",
      ])
  }

  @Test func `messages about one subject go one after the other, others don't wait`() throws {
    try listen("one")
    for (id, subject) in [("m1", "r1"), ("m2", "r1"), ("m3", "r2")] { try enqueue(message(id, about: subject)) }
    let first = try claim()
    #expect(ids(first) == ["m1", "m3"])
    try report(first[0], .again(at: now + .seconds(30)), .answers)
    #expect(try claim().isEmpty)
    let again = try claim(at: now + .seconds(30))
    #expect(ids(again) == ["m1"])
    try report(again[0], .delivered)
    #expect(ids(try claim()) == ["m2"])
  }

  @Test func `an endpoint that fails is left in peace, and others are served`() throws {
    try listen("bad")
    try listen("good")
    for number in 1...3 { try enqueue(message("m\(number)", about: "r\(number)")) }
    let claims = try claim(perEndpoint: 2)
    #expect(claims.map(\.endpoint.name).sorted() == ["bad", "bad", "good", "good"])
    for claim in claims where claim.endpoint.name == "bad" {
      try report(claim, .again(at: now), .fails(resumeAt: now + .seconds(60)))
    }
    #expect(try claim(perEndpoint: 2).isEmpty)
    for claim in claims where claim.endpoint.name == "good" { try report(claim, .delivered) }
    #expect(try claim(perEndpoint: 2).map(\.endpoint.name) == ["good"])
    #expect(try store.ask { try $0.nextDelivery() } != nil)
    // One at a time, until it answers.
    let probe = try claim(at: now + .seconds(120), perEndpoint: 2).filter { $0.endpoint.name == "bad" }
    #expect(probe.count == 1)
    try report(probe[0], .delivered, .answers)
    #expect(try claim(at: now + .seconds(120), perEndpoint: 2).count { $0.endpoint.name == "bad" } == 2)
  }

  @Test func `an endpoint that is gone is asked no more`() throws {
    try listen("one")
    for number in 1...2 { try enqueue(message("m\(number)", about: "r\(number)")) }
    try report(try claim(limit: 1)[0], .dead, .gone("it answered 410"))
    #expect(try claim().isEmpty)
    #expect(try store.ask { try $0.hasDueDeliveries(at: now) } == false)
    #expect(try enqueue(message("m3")) == 0)
    var endpoint = try required(try store.ask { try $0.endpoint(named: "one", tenant: .standard) })
    #expect(endpoint.disabledReason == "it answered 410")
    endpoint.isEnabled = true
    endpoint.disabledReason = nil
    try store.tell { try $0.updateEndpoint(endpoint) }
    #expect(ids(try claim()) == ["m2"])
  }

  @Test func `who lost the lease changes nothing`() throws {
    try listen("one")
    try enqueue(message("m1"))
    let slow = try claim("slow")[0]
    #expect(try claim("quick", at: now + .seconds(59)).isEmpty)
    let quick = try claim("quick", at: now + .seconds(61))[0]
    #expect(try !report(slow, .dead))
    #expect(try store.ask { try $0.attempts(of: slow.delivery.number) }.isEmpty)
    #expect(try report(quick, .delivered))
    #expect(try statuses() == [.delivered])
  }

  @Test func `what a dead worker had in hand is taken up at once`() throws {
    try listen("one")
    try enqueue(message("m1"))
    #expect(try claim("dead").count == 1)
    #expect(try store.tell { try $0.releaseDeliveries(of: "dead") } == 1)
    #expect(ids(try claim("w2")) == ["m1"])
  }

  @Test func `a finished delivery can be made again, and keeps its log`() throws {
    try listen("one")
    try enqueue(message("m1"))
    let number = try claim()[0].delivery.number
    #expect(try store.tell { try $0.redeliver(number, tenant: .standard, at: now) } == false)
    try store.tell { _ = try $0.releaseDeliveries(of: "w1") }
    try report(try claim()[0], .dead, .fails(resumeAt: nil))
    #expect(try store.tell { try $0.redeliver(number, tenant: "other", at: now) } == false)
    #expect(try store.tell { try $0.redeliver(number, tenant: .standard, at: now) })
    let again = try claim()[0]
    #expect(again.delivery.tries == 0)
    #expect(again.delivery.attempts == 1)
    try report(again, .delivered)
    #expect(try store.ask { try $0.attempts(of: number) }.map(\.succeeded) == [false, true])
  }

  @Test func `old deliveries are forgotten with their messages, others stay`() throws {
    try listen("one")
    try listen("two")
    try enqueue(message("m1"))
    let claims = try claim()
    try report(claims[0], .delivered)
    let later = now + .seconds(1_000)
    #expect(try store.tell { try $0.pruneDeliveries(finishedBefore: later, limit: 10) } == 1)
    #expect(try statuses() == [.pending])
    try report(claims[1], .dead)
    #expect(try store.tell { try $0.pruneDeliveries(finishedBefore: later, limit: 10) } == 1)
    #expect(try enqueue(message("m1")) == 2)
  }

  @Test func `deliveries are listed newest first, by endpoint, status and topic`() throws {
    try listen("one")
    try listen("two", to: ["run.failed"])
    for number in 1...3 { try enqueue(message("m\(number)", number == 2 ? "run.failed" : "run.completed")) }
    func list(_ filter: DeliveryFilter, _ page: PageRequest = .first) throws -> Page<Delivery> {
      try store.ask { try $0.deliveries(filter, page: page) }
    }
    let all = try list(DeliveryFilter(tenant: .standard), PageRequest(limit: 3))
    #expect(all.items.map(\.message.id) == ["m3", "m2", "m2"])
    #expect(try list(DeliveryFilter(tenant: .standard), PageRequest(limit: 3, cursor: all.next)).items.count == 1)
    let two = try required(try store.ask { try $0.endpoint(named: "two", tenant: .standard) })
    #expect(try list(DeliveryFilter(tenant: .standard, endpoint: two.id)).items.map(\.message.id) == ["m2"])
    #expect(try list(DeliveryFilter(tenant: .standard, topic: "run.failed")).items.count == 2)
    #expect(try list(DeliveryFilter(tenant: .standard, status: .delivered)).items.isEmpty)
    #expect(try list(DeliveryFilter(tenant: "other")).items.isEmpty)
  }

  @Test func `a deleted endpoint takes its deliveries with it`() throws {
    try listen("one")
    try enqueue(message("m1"))
    let endpoint = try required(try store.ask { try $0.endpoint(named: "one", tenant: .standard) })
    #expect(try store.tell { try $0.deleteEndpoint(endpoint.id, tenant: "other") } == false)
    #expect(try store.tell { try $0.deleteEndpoint(endpoint.id, tenant: .standard) })
    #expect(try statuses().isEmpty)
  }
}

extension Endpoint {
  fileprivate static func sample(_ name: String, topics: [String], tenant: TenantID = .standard) -> Endpoint {
    Endpoint(
      id: EndpointID("\(tenant)-\(name)"), tenant: tenant, name: name, kind: .webhook, target: "https://example.com/",
      topics: topics, createdBy: "cli:test", createdAt: TestStore.birth)
  }
}
