import Digest
public import Engine
import Synchronization

/// Makes identifiers: lower-case ULIDs (https://github.com/ulid/spec) and random secrets.
///
/// ULIDs of one process only grow, also within a millisecond and when the clock steps back, so that lists ordered by id
/// are lists ordered by creation.
public final class IdentifierSource: Sendable {
  private let state: Mutex<State>

  private struct State: Sendable {
    var generator: any RandomNumberGenerator & Sendable
    var last = ULID(milliseconds: 0, upper: 0, lower: 0)
  }

  /// - Parameter generator: the system's (getrandom(2)) unless a test wants the same names each time.
  public init(generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
    state = Mutex(State(generator: generator))
  }

  public func run(at now: Instant) -> RunID { RunID(rawValue: ulid(at: now)) }

  /// 26 characters of Crockford's alphabet in lower case.
  public func ulid(at now: Instant) -> String {
    state.withLock { state in
      state.last = state.last.successor(at: UInt64(clamping: now.milliseconds), using: &state.generator)
      return state.last.text
    }
  }

  /// A secret of so many random bytes.
  public func randomBytes(_ count: Int) -> [UInt8] {
    state.withLock { state in
      (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &state.generator) }
    }
  }

  /// A secret in lower-case letters and digits that people can read aloud; five bits a character.
  public func randomText(characters: Int) -> String {
    CrockfordBase32.text(of: randomBytes(characters))
  }
}
