import Engine
import Foundation
import JSON

@testable import Store

/// A new store in a folder of its own, with the workflow `hello` published; the folder goes with it.
final class TestStore {
  static let birth = Instant(milliseconds: 1_764_000_000_000)

  let directory: String
  let storage: SQLiteStorage

  init() throws {
    directory = FileManager.default.temporaryDirectory.path + "/store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try SQLiteStorage.create(directory: directory, at: Self.birth)
    storage = try SQLiteStorage(directory: directory)
    try publish("hello")
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  var path: String { directory + "/escapement.db" }

  /// The same store as another process would see it.
  func reopened() throws -> SQLiteStorage { try SQLiteStorage(directory: directory) }

  func publish(_ workflow: WorkflowID, tenant: TenantID = .standard, hash: String = "h1") throws {
    try storage.write { writer in
      try writer.ensureTenant(tenant, at: Self.birth)
      _ = try writer.publishRevision(.sample(workflow, tenant: tenant, hash: hash), expected: nil)
    }
  }

  /// One question, for expectations.
  func ask<Value>(_ question: (any StorageReader) throws -> Value) throws -> Value { try storage.read(question) }

  /// One change.
  @discardableResult
  func tell<Value>(_ change: (any StorageWriter) throws -> Value) throws -> Value { try storage.write(change) }

  /// Writes a run whose first decision opened its root frame and entered `steps`.
  @discardableResult
  func start(_ run: Run, steps: [Step] = [], claiming terms: ClaimTerms? = nil) throws -> RunSnapshot {
    try storage.write { writer in
      try writer.insertRun(run)
      try writer.apply(.start(run, steps: steps), to: run.version, claiming: terms)
      return try required(try writer.snapshot(of: run.id))
    }
  }

  func snapshot(_ run: RunID) throws -> RunSnapshot { try required(try storage.read { try $0.snapshot(of: run) }) }

  @discardableResult
  func apply(_ decision: Decision, claiming terms: ClaimTerms? = nil) throws -> [Step] {
    try storage.write { writer in
      try writer.savepoint { try writer.apply(decision, to: decision.run.version - 1, claiming: terms) }
    }
  }
}

struct Missing: Error {}

func required<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw Missing() }
  return value
}
