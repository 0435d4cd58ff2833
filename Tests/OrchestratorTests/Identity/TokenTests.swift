import Engine
import Store
import Testing

@testable import Orchestrator

struct TokenTests {
  private let world: World

  init() throws { world = try World() }

  private func make(_ name: String = "deploy", lifetime: TimeSpan? = .seconds(3_600)) throws -> NewToken {
    try world.installation.createToken(named: name, roles: [.operator], lifetime: lifetime, by: world.admin)
  }

  private func refusal(_ text: String) -> String? {
    #expect(throws: OperationError.self) { try world.installation.identity(ofToken: text) }?.message
  }

  @Test func `a token is its name with its roles`() throws {
    let made = try make()
    #expect(made.secret.hasPrefix("esc_"))
    let identity = try world.installation.identity(ofToken: made.secret)
    #expect(identity == Identity(actor: "token:deploy", roles: [.operator]))
  }

  @Test func `the text isn't stored`() throws {
    let made = try make()
    #expect(made.token.hash != made.secret)
    #expect(try world.installation.storage.read { try $0.token(hash: made.secret) } == nil)
  }

  @Test func `a mistyped token is told from an unknown one`() throws {
    let secret = try make().secret
    let last = secret.last == "0" ? "1" : "0"
    #expect(refusal(secret.dropLast() + last)?.contains("no API token") == true)
    #expect(refusal(String(secret.dropLast()))?.contains("no API token") == true)
    #expect(refusal("")?.contains("no API token") == true)
    let other = TokenSecret.make(with: IdentifierSource()).text
    #expect(refusal(other)?.contains("isn't known") == true)
  }

  @Test func `an expired token is refused`() throws {
    let secret = try make().secret
    world.pass(seconds: 3_599)
    _ = try world.installation.identity(ofToken: secret)
    world.pass(seconds: 1)
    #expect(refusal(secret)?.contains("expired") == true)
  }

  @Test func `a token without end doesn't expire`() throws {
    let secret = try make(lifetime: nil).secret
    world.pass(seconds: 10 * 31_536_000)
    _ = try world.installation.identity(ofToken: secret)
  }

  @Test func `a revoked token is refused at once, and can't be revoked again`() throws {
    let secret = try make().secret
    try world.installation.revokeToken(named: "deploy", by: world.admin)
    #expect(refusal(secret)?.contains("revoked") == true)
    let error = #expect(throws: OperationError.self) {
      try world.installation.revokeToken(named: "deploy", by: world.admin)
    }
    #expect(error?.kind == .notFound)
  }

  @Test func `names are taken once, and a role is needed`() throws {
    _ = try make()
    #expect(throws: OperationError.self) { try make() }
    #expect(throws: OperationError.self) {
      try world.installation.createToken(named: "other", roles: [], lifetime: nil, by: world.admin)
    }
  }

  @Test func `only who manages tokens sees and makes them`() throws {
    let identity = try world.installation.identity(ofToken: try make().secret)
    #expect(throws: OperationError.self) { try world.installation.tokens(for: identity) }
    #expect(throws: OperationError.self) {
      try world.installation.createToken(named: "more", roles: [.admin], lifetime: nil, by: identity)
    }
  }
}
