import Engine
import Foundation
import Store
import Synchronization
import Testing

@testable import Orchestrator

/// A store whose transactions can be made to end as they do when their process is killed, or to begin after somebody
/// else's.
final class RoughStorage: Storage {
  private let base: any Storage
  private let plan = Mutex(Plan.none)

  enum Plan: Sendable {
    case none
    /// Killed when so many changes were made of the next transaction, before its commit.
    case killed
    /// Somebody else does this between what was read and what is written.
    case overtaken(@Sendable () throws -> Void)
  }

  struct Killed: Error {}

  init(_ base: any Storage) { self.base = base }

  func expect(_ plan: Plan) { self.plan.withLock { $0 = plan } }

  func read<Value>(_ body: (any StorageReader) throws -> Value) throws -> Value { try base.read(body) }

  func write<Value>(_ body: (any StorageWriter) throws -> Value) throws -> Value {
    let now = plan.withLock { plan in
      defer { plan = .none }
      return plan
    }
    if case .overtaken(let others) = now { try others() }
    return try base.write { writer in
      let value = try body(writer)
      if case .killed = now { throw Killed() }
      return value
    }
  }

  var dataVersion: Int64 { get throws { try base.dataVersion } }
  func checkpoint() throws { try base.checkpoint() }
  var presence: any PresenceBook { base.presence }
}

/// The same numbers for the same seed (SplitMix64, https://prng.di.unimi.it/splitmix64.c).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
