import Foundation
import Testing

@testable import Agents
@testable import Orchestrator

/// Who answers under TLS has to prove who it is.
struct EgressTLSTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/tls-" + UUID().uuidString

  private func openssl(_ arguments: String...) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func `a certificate that nobody vouches for is refused, one of a known authority is not`() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try openssl(
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=hooks.example", "-addext",
      "subjectAltName=DNS:hooks.example", "-keyout", "\(folder)/key", "-out", "\(folder)/certificate"
    ).waitUntilExit()
    // Below those that the system gives away by itself, where another test could have it.
    let port = Int.random(in: 15_000..<30_000)
    let server = try openssl(
      "s_server", "-accept", "127.0.0.1:\(port)", "-cert", "\(folder)/certificate", "-key", "\(folder)/key",
      "-www", "-quiet")
    // A thread that tests run on blocks SIGTERM, and what it starts inherits that.
    defer { kill(server.processIdentifier, SIGKILL) }
    let policy = EgressPolicy(allowing: [EgressRule("127.0.0.0/8")].compactMap(\.self))
    let egress = Egress(policy: policy, perHost: 4) { _ in ["127.0.0.1"] }
    func kind(of host: String, authorities: String? = nil) -> EgressError.Kind? {
      var request = EgressRequest("GET", "https://\(host):\(port)/")
      request.authorities = authorities
      do {
        _ = try egress.send(request)
        return nil
      } catch {
        return error.kind
      }
    }
    var first = kind(of: "hooks.example")
    while first == .connection && server.isRunning { first = kind(of: "hooks.example") }
    #expect(first == .untrusted)
    #expect(kind(of: "hooks.example", authorities: "\(folder)/certificate") == nil)
    #expect(kind(of: "other.example", authorities: "\(folder)/certificate") == .untrusted)
  }
}
