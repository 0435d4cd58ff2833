import Engine
import Store
import Testing

@testable import Orchestrator

struct SigningInTests {
  private let world: World

  init() throws {
    world = try World { configuration in
      configuration.sessions.idle = .seconds(600)
      configuration.sessions.absolute = .seconds(3_600)
    }
    try world.installation.addUser(
      "grace", password: "correct horse", roles: [.approver], teams: ["platform"], by: world.admin)
  }

  @Test func `the right password begins a session that is its user`() throws {
    let new = try world.installation.signIn(user: "grace", password: "correct horse")
    let session = try #require(try world.installation.session(secret: new.secret))
    #expect(session.identity == Identity(actor: "user:grace", roles: [.approver], teams: ["platform"]))
    #expect(session.formToken == new.session.formToken)
  }

  @Test func `passwords are stored as yescrypt, each with a salt of its own`() throws {
    try world.installation.addUser("bob", password: "correct horse", roles: [.viewer], by: world.admin)
    let users = try world.installation.users(for: world.admin)
    #expect(users.allSatisfy { $0.passwordHash?.hasPrefix("$y$") == true })
    #expect(users[0].passwordHash != users[1].passwordHash)
  }

  @Test(arguments: [("grace", "wrong horse"), ("grace", ""), ("nobody", "correct horse"), ("", "")])
  func `a wrong password and an unknown name get the same answer`(name: String, password: String) throws {
    let error = #expect(throws: OperationError.self) {
      try world.installation.signIn(user: name, password: password)
    }
    #expect(error == OperationError(.unauthenticated, "wrong name or password"))
  }

  @Test func `an unknown name takes the work of a known one`() throws {
    let clock = ContinuousClock()
    let known = clock.measure { _ = try? world.installation.signIn(user: "grace", password: "wrong horse") }
    let unknown = clock.measure { _ = try? world.installation.signIn(user: "nobody", password: "wrong horse") }
    // Without the hash an answer takes a hundredth of the time.
    #expect(unknown > known / 5)
  }

  @Test func `a session without requests ends after the idle time`() throws {
    let new = try world.installation.signIn(user: "grace", password: "correct horse")
    world.pass(seconds: 500)
    #expect(try world.installation.session(secret: new.secret) != nil)
    world.pass(seconds: 500)
    #expect(try world.installation.session(secret: new.secret) != nil, "the request before kept it alive")
    world.pass(seconds: 601)
    #expect(try world.installation.session(secret: new.secret) == nil)
  }

  @Test func `a session that is always used ends after the absolute time`() throws {
    let new = try world.installation.signIn(user: "grace", password: "correct horse")
    for _ in 0..<8 {
      world.pass(seconds: 440)
      #expect(try world.installation.session(secret: new.secret) != nil)
    }
    world.pass(seconds: 80)
    #expect(try world.installation.session(secret: new.secret) == nil)
  }

  @Test func `a session that was ended is no session`() throws {
    let new = try world.installation.signIn(user: "grace", password: "correct horse")
    try world.installation.signOut(secret: new.secret)
    #expect(try world.installation.session(secret: new.secret) == nil)
  }

  @Test func `another password ends all sessions`() throws {
    let new = try world.installation.signIn(user: "grace", password: "correct horse")
    try world.installation.setPassword("battery staple", of: "grace", by: world.admin)
    #expect(try world.installation.session(secret: new.secret) == nil)
    #expect(throws: OperationError.self) { try world.installation.signIn(user: "grace", password: "correct horse") }
    _ = try world.installation.signIn(user: "grace", password: "battery staple")
  }

  @Test func `a form of another session is told apart`() throws {
    let one = try world.installation.signIn(user: "grace", password: "correct horse").session
    let other = try world.installation.signIn(user: "grace", password: "correct horse").session
    #expect(one.accepts(formToken: one.formToken))
    #expect(!one.accepts(formToken: other.formToken))
    #expect(!one.accepts(formToken: ""))
  }

  @Test func `the cookie's secret isn't stored`() throws {
    let new = try world.installation.signIn(user: "grace", password: "correct horse")
    let stored = try world.installation.storage.read { try $0.session(hash: new.secret) }
    #expect(stored == nil)
  }

  @Test(arguments: ["short", "", String(repeating: "x", count: 512), "zero\0inside"])
  func `a password that can't be is refused`(password: String) throws {
    let error = #expect(throws: OperationError.self) {
      try world.installation.addUser("bob", password: password, roles: [.viewer], by: world.admin)
    }
    #expect(error?.kind == .invalid)
  }

  @Test(arguments: ["", "Grace", "grace hopper", ".grace", "gr/ace", String(repeating: "g", count: 65)])
  func `a name that can't be is refused`(name: String) throws {
    let error = #expect(throws: OperationError.self) {
      try world.installation.addUser(name, password: "correct horse", roles: [.viewer], by: world.admin)
    }
    #expect(error?.kind == .invalid)
  }

  @Test func `a name is taken once`() throws {
    let error = #expect(throws: OperationError.self) {
      try world.installation.addUser("grace", password: "correct horse", roles: [.viewer], by: world.admin)
    }
    #expect(error?.kind == .conflict)
  }

  @Test func `only who manages users may add them, but everybody may change their own password`() throws {
    let grace = try world.installation.signIn(user: "grace", password: "correct horse").session.identity
    #expect(throws: OperationError.self) {
      try world.installation.addUser("bob", password: "correct horse", roles: [.admin], by: grace)
    }
    try world.installation.setPassword("battery staple", of: "grace", by: grace)
    #expect(throws: OperationError.self) { try world.installation.setPassword("mine now!", of: "ada", by: grace) }
  }

  @Test func `a made-up password is accepted and never the same`() throws {
    let password = world.installation.generatedPassword()
    #expect(password != world.installation.generatedPassword())
    try world.installation.addUser("bob", password: password, roles: [.viewer], by: world.admin)
    _ = try world.installation.signIn(user: "bob", password: password)
  }
}
