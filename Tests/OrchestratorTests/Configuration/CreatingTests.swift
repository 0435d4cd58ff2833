import Engine
import Glibc
import Logging
import Store
import Testing

@testable import Orchestrator

struct CreatingTests {
  private let scratch: Scratch
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init() throws { scratch = try Scratch() }

  private var directory: DataDirectory { DataDirectory(path: "\(scratch.path)/data") }

  private func create(_ wish: NewInstallation = NewInstallation(admin: "ada")) throws -> CreatedInstallation? {
    try Installation.create(directory, wish, environment: [:], logger: logger)
  }

  @Test func `a new installation has an administrator, a token, a secret, and is for its owner alone`() throws {
    let created = try #require(try create(NewInstallation(admin: "ada", baseURL: "https://ops.example.org/")))
    let password = try #require(created.generatedPassword)
    #expect(try created.installation.signIn(user: "ada", password: password).session.identity.roles == [.admin])
    #expect(try created.installation.identity(ofToken: created.token).roles == [.admin])
    #expect(created.installation.configuration.baseURL == "https://ops.example.org")
    #expect(try HostFile.status(of: directory.path)?.permissions == 0o700)
    #expect(try HostFile.status(of: directory.secretKey)?.permissions == 0o600)
    #expect(try HostFile.read(directory.secretKey).count == 65)
    #expect(try HostFile.status(of: directory.database)?.permissions == 0o600)
  }

  @Test func `one that is there already is left as it is`() throws {
    _ = try create()
    let secret = try HostFile.read(directory.secretKey)
    #expect(try create(NewInstallation(admin: "eve")) == nil)
    #expect(try HostFile.read(directory.secretKey) == secret)
    let installation = try Installation.open(directory, environment: [:], logger: logger)
    #expect(try installation.users(for: .hostOwner()).map(\.name) == ["ada"])
  }

  @Test func `what an interrupted attempt left is taken up again`() throws {
    try HostFile.createDirectory(directory.path, permissions: 0o700)
    try HostFile.createDirectory(directory.workers, permissions: 0o700)
    try HostFile.create(directory.secretKey, "00\n".utf8, permissions: 0o600)
    #expect(try create() != nil)
  }

  @Test func `a folder with something else in it is refused`() throws {
    try scratch.write("precious", to: "data/thesis.tex")
    let error = #expect(throws: OperationError.self) { try create() }
    #expect(error?.kind == .conflict)
    #expect(error?.message.contains("thesis.tex") == true)
    #expect(try HostFile.names(in: directory.path) == ["thesis.tex"])
  }

  @Test func `a chosen password that is too short leaves nothing finished behind`() throws {
    #expect(throws: OperationError.self) { try create(NewInstallation(admin: "ada", password: "short")) }
    let created = try #require(try create(NewInstallation(admin: "ada", password: "long enough")))
    #expect(created.generatedPassword == nil)
    _ = try created.installation.signIn(user: "ada", password: "long enough")
  }

  @Test func `a base URL that is none is refused before anything is made`() throws {
    #expect(throws: StartupError.self) { try create(NewInstallation(admin: "ada", baseURL: "ops")) }
    #expect(try HostFile.status(of: directory.path) == nil)
  }

  @Test func `an installation without a database says what to do`() throws {
    try HostFile.createDirectory(directory.path, permissions: 0o700)
    let error = #expect(throws: StorageError.self) {
      try Installation.open(directory, environment: [:], logger: logger)
    }
    #expect(error?.kind == .missing)
  }
}
