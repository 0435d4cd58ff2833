import Engine
import Foundation
import Testing

@testable import Store

/// Real processes that write side by side.
@Suite(.serialized) struct ManyProcessesTests {
  private static let processes = 32
  /// A short while each time, and the half minute of the requirement when asked for.
  private static let seconds = ProcessInfo.processInfo.environment["ESCAPEMENT_THOROUGH"] == "1" ? 30 : 3

  @Test(.timeLimit(.minutes(2)))
  func `32 writing processes see no error and no wait over a second`() throws {
    let store = try TestStore()
    let probes = try (0..<Self.processes).map { try Probe(store.directory, "run\($0)", seconds: Self.seconds) }
    let results = try probes.map { try $0.result() }
    #expect(results.map(\.failures).reduce(0, +) == 0)
    #expect(try required(results.map(\.longestWait).max()) <= 1_000)
    #expect(try required(results.map(\.commits).min()) > 0)
    let events = try store.ask { try $0.lastSequence() }
    #expect(Int(events) == results.map(\.commits).reduce(0, +))
    let check = try store.storage.look { try $0.first("PRAGMA integrity_check") { $0.text() } }
    #expect(check == "ok")
  }
}

/// One run of the StoreProbe program.
private struct Probe {
  struct Result {
    var commits: Int
    /// Milliseconds.
    var longestWait: Int
    var failures: Int
  }

  private let process = Process()
  private let output = Pipe()

  init(_ directory: String, _ name: String, seconds: Int) throws {
    let products = Bundle.main.executableURL?.deletingLastPathComponent()
    process.executableURL = try required(products).appending(path: "StoreProbe")
    process.arguments = [directory, name, "\(seconds)"]
    process.standardOutput = output
    try process.run()
  }

  func result() throws -> Result {
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let line = try required(text.split(separator: "\n").last)
    let numbers = line.split(separator: " ").compactMap { Int($0) }
    try #require(numbers.count == 3, "the probe said: \(text)")
    return Result(commits: numbers[0], longestWait: numbers[1], failures: numbers[2])
  }
}
