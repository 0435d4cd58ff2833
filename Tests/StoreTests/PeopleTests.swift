import Engine
import Testing

@testable import Store

/// Users, sessions, tokens, repeated requests, presence, ticks.
struct PeopleTests {
  private let later = TestStore.birth + .seconds(5)
  private static let hash = String(repeating: "a", count: 64)

  private func ann() -> User {
    User(
      name: "ann", tenant: .standard, passwordHash: "$y$…", roles: ["admin"], teams: ["ops"], timeZone: "Europe/Berlin",
      createdAt: later)
  }

  @Test func `a user is added once and changed`() throws {
    let store = try TestStore()
    var user = ann()
    #expect(try store.tell { try $0.insertUser(user) })
    #expect(try store.tell { try $0.insertUser(user) } == false)
    user.roles = ["viewer", "approver"]
    user.isDisabled = true
    #expect(try store.tell { try $0.updateUser(user) })
    #expect(try store.ask { try $0.user("ann") } == user)
    #expect(try store.ask { try $0.users(tenant: .standard) } == [user])
    #expect(try store.ask { try $0.user("eve") } == nil)
  }

  @Test func `sessions end one by one, all of a user, or when their time is over`() throws {
    let store = try TestStore()
    try store.tell { try $0.insertUser(ann()) }
    let sessions = ["b", "c", "d"].map {
      Session(
        hash: String(repeating: $0, count: 64), user: "ann", createdAt: later,
        expiresAt: later + .seconds($0 == "d" ? 10 : 100))
    }
    try store.tell { writer in for session in sessions { try writer.insertSession(session) } }
    #expect(try store.ask { try $0.session(hash: sessions[0].hash) } == sessions[0])
    #expect(try store.tell { try $0.deleteSession(hash: sessions[0].hash) })
    #expect(try store.ask { try $0.session(hash: sessions[0].hash) } == nil)
    try store.tell { try $0.deleteSessions(expiredAt: later + .seconds(10)) }
    #expect(try store.ask { try $0.session(hash: sessions[2].hash) } == nil)
    #expect(try store.ask { try $0.session(hash: sessions[1].hash) } != nil)
    try store.tell { try $0.deleteSessions(of: "ann") }
    #expect(try store.ask { try $0.session(hash: sessions[1].hash) } == nil)
  }

  @Test func `a token is found by its hash and can be revoked once`() throws {
    let store = try TestStore()
    var token = APIToken(
      hash: Self.hash, name: "deploy", tenant: .standard, roles: ["operator"], createdBy: "user:ann", createdAt: later,
      expiresAt: later + .seconds(9))
    #expect(try store.tell { try $0.insertToken(token) })
    #expect(try store.ask { try $0.token(hash: Self.hash) } == token)
    var twin = token
    twin.hash = String(repeating: "b", count: 64)
    #expect(try store.tell { try $0.insertToken(twin) } == false)
    #expect(try store.tell { try $0.revokeToken(name: "deploy", tenant: .standard, at: later) })
    #expect(try store.tell { try $0.revokeToken(name: "deploy", tenant: .standard, at: later) } == false)
    token.revokedAt = later
    #expect(try store.ask { try $0.tokens(tenant: .standard) } == [token])
  }

  @Test func `an answer is kept once for its key, operation and tenant`() throws {
    let store = try TestStore()
    let answer = IdempotentAnswer(
      tenant: .standard, key: "k", operation: "POST /workflow-runs", requestHash: "h", status: 201, location: "/r/1",
      body: "{}", createdAt: later)
    #expect(try store.tell { try $0.keepAnswer(answer) })
    #expect(try store.tell { try $0.keepAnswer(answer) } == false)
    func found(_ operation: String) throws -> IdempotentAnswer? {
      try store.ask { try $0.idempotentAnswer(key: "k", operation: operation, tenant: .standard) }
    }
    #expect(try found("POST /workflow-runs") == answer)
    #expect(try found("POST /workflows") == nil)
    try store.tell { try $0.deleteAnswers(before: later) }
    #expect(try found("POST /workflow-runs") == answer)
    try store.tell { try $0.deleteAnswers(before: later + .seconds(1)) }
    #expect(try found("POST /workflow-runs") == nil)
  }

  @Test func `presence is noted to the minute and seen by other processes`() throws {
    let store = try TestStore()
    let presence = store.storage.presence
    #expect(presence.lastSeen("k") == nil)
    presence.touch("k", at: later)
    let other = try store.reopened().presence
    #expect(other.lastSeen("k") == later)
    other.touch("k", at: later + .seconds(59))
    #expect(try store.reopened().presence.lastSeen("k") == later)
    other.touch("k", at: later + .seconds(200))
    #expect(presence.lastSeen("k") == later + .seconds(200))
  }

  @Test func `ticks are kept newest first, and what they did is told when they end`() throws {
    let store = try TestStore()
    var tick = TickRecord(worker: "w1", startedAt: later)
    try store.tell { try $0.recordTick(tick) }
    try store.tell { try $0.recordTick(TickRecord(worker: "w2", startedAt: later + .seconds(1))) }
    tick.finishedAt = later + .seconds(2)
    tick.steps = 4
    tick.timers = 3
    tick.stimuli = 2
    tick.rescued = 1
    tick.quarantined = 5
    tick.error = "stopped"
    try store.tell { try $0.recordTick(tick) }
    let ticks = try store.ask { try $0.ticks(limit: 9) }
    #expect(ticks.map(\.worker) == ["w2", "w1"])
    #expect(ticks.last == tick)
  }
}
