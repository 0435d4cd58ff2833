import Digest
import Engine
import Foundation
import HTTPTypes
import JSON
import Logging
import Orchestrator
import Store
import Testing

@testable import Web

/// A site with an installation of its own, in a fresh folder: an admin and a viewer, each with a session and a token.
final class TestSite {
  let folder: String
  let installation: Installation
  let site: Site
  /// Made when they are first used: hashing a password takes its time, on purpose.
  private(set) lazy var admin = Client(site, "ada", [.admin])
  private(set) lazy var viewer = Client(site, "vera", [.viewer])

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/escapement-web-\(UUID().uuidString.lowercased())"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let directory = DataDirectory(path: folder)
    for inner in directory.folders { try HostFile.createDirectory(inner, permissions: 0o700) }
    try SQLiteStorage.create(directory: folder, at: WallClock.system.now())
    let key = String(repeating: "5a", count: 32)
    try key.write(toFile: DataDirectory(path: folder).secretKey, atomically: true, encoding: .utf8)
    var configuration = Configuration()
    configuration.dispatch = .cron
    installation = Installation(
      directory: directory, configuration: configuration,
      storage: try SQLiteStorage(directory: folder), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    site = Site(installation: installation)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A gate between two states that are over at once: it can be brought to its end without a tick.
  static let gated = """
    id: gated
    name: A gate
    description: Asks a person.
    inputSchema:
      type: object
      properties:
        service: {type: string, description: What it is about.}
        urgent: {type: boolean}
      required: [service]
    states:
      - name: prepare
        type: inject
        data: {note: ready}
        next: ask
      - name: ask
        type: human_approval
        title: Restart the service?
        message: It answers with errors.
        approvers: ["role:approver"]
        next: finish
      - name: finish
        type: inject
        data: {done: true}
        end: true
    """

  /// Publishes ``gated`` and starts a run of it, which then waits for its approval.
  func startGated(service: String = "checkout") throws -> RunID {
    let owner = Identity.hostOwner(named: "test")
    try publish(Self.gated)
    let request = StartRequest(workflow: "gated", input: ["service": .string(service)], trigger: ["kind": "test"])
    return try installation.startRun(request, by: owner).run.id
  }

  func publish(_ definition: String) throws {
    _ = try installation.publish(
      DefinitionText(definition, named: "test.yaml"), by: Identity.hostOwner(named: "test"))
  }

  func run(_ id: RunID) throws -> Run { try #require(try installation.storage.read { try $0.run(id) }) }

  func approval(of run: RunID) throws -> Approval {
    let filter = ApprovalFilter(tenant: .standard, run: run)
    return try #require(try installation.storage.read { try $0.approvals(filter, page: .first).items.first }).approval
  }
}

/// Somebody who asks: with a cookie on pages, with a token at the programming interface.
struct Client {
  let site: Site
  let cookie: String
  let token: String
  let formToken: String

  static let password = "correct horse battery staple"

  /// Signs in; records an issue, and is nobody, when that fails.
  init(_ site: Site, _ name: String, _ roles: Set<Role>) {
    self.site = site
    let owner = Identity.hostOwner(named: "test")
    var session: NewSession?
    var token = ""
    do {
      try site.installation.addUser(name, password: Self.password, roles: roles, by: owner)
      session = try site.installation.signIn(user: name, password: Self.password)
      token = try site.installation.createToken(named: name, roles: roles, lifetime: nil, by: owner).secret
    } catch {
      Issue.record("\(name) can't sign in: \(error)")
    }
    self.token = token
    cookie = "escapement_session=\(session?.secret ?? "")"
    formToken = session?.session.formToken ?? ""
  }

  func get(_ path: String, _ headers: HTTPFields = [:]) -> WebResponse { send(.get, path, headers) }

  /// Posts a form as the browser would from a page of ours.
  func post(_ path: String, _ fields: [String: String], _ headers: HTTPFields = [:]) -> WebResponse {
    let form = FormFields(([FormCheck.tokenField: formToken].merging(fields) { $1 }).map { .init(name: $0, value: $1) })
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    return send(.post, path, headers, Array(form.text.utf8))
  }

  /// Sends JSON to the programming interface.
  func call(_ method: HTTPRequest.Method, _ path: String, _ body: String = "", _ headers: HTTPFields = [:])
    -> WebResponse
  {
    var headers = headers
    if headers[.contentType] == nil, !body.isEmpty { headers[.contentType] = "application/json" }
    return send(method, path, headers, Array(body.utf8))
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8] = []
  ) -> WebResponse {
    var headers = headers
    if path.hasPrefix("/api/") {
      headers[.authorization] = "Bearer \(token)"
    } else {
      headers[.cookie] = cookie
    }
    return site.answer(.to(path, method: method, headers: headers, body: body))
  }
}

extension WebRequest {
  /// A request as the gateway would make it of an address.
  static func to(
    _ address: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: [UInt8] = []
  ) -> WebRequest {
    let sides = address.split(separator: "?", maxSplits: 1).map(String.init)
    let query = sides.count > 1 ? try? FormFields(parsing: sides[1].utf8, atMost: 100) : nil
    return WebRequest(
      method: method, segments: (sides.first ?? "").split(separator: "/").map(String.init),
      query: query ?? FormFields(),
      headers: headers, body: body, host: "localhost:8080")
  }
}

extension WebResponse {
  /// The whole body, also of a stream.
  var text: String {
    switch body {
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .stream(let produce):
      let collector = Collector()
      try? produce(collector)
      return String(decoding: collector.bytes, as: UTF8.self)
    }
  }

  private final class Collector: BodyWriter {
    var bytes: [UInt8] = []
    func write(_ more: [UInt8]) { bytes += more }
  }
}

extension TestSite {
  /// Of everything that is stored, presence data apart. Nothing else has the database open meanwhile.
  func databaseHash() throws -> String {
    let files = ["escapement.db", "escapement.db-wal"].map { FileManager.default.contents(atPath: "\(folder)/\($0)") }
    return sha256(files.flatMap { $0.map(Array.init) ?? [] }).map { String($0, radix: 16) }.joined()
  }
}
