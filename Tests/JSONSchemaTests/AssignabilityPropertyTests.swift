import Foundation
import JSON
import JSONSchema
import Testing

/// Whatever is answered about schemas made by chance holds for values made by chance.
struct AssignabilityPropertyTests {
  private struct Tally {
    var (yes, no, unknown) = (0, 0, 0)
    var tried = 0
    var reasons: [String: Int] = [:]
  }

  /// `ESCAPEMENT_TEST_SEED` repeats a run.
  private static let seed =
    ProcessInfo.processInfo.environment["ESCAPEMENT_TEST_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999)
  private static let pairs = ProcessInfo.processInfo.environment["ESCAPEMENT_TEST_PAIRS"].flatMap { Int($0) } ?? 3_000
  /// Values tried for each yes.
  private static let values = 60

  @Test func `yes has no exception, no has one, and there is nearly always an answer`() throws {
    var maker = SchemaMaker(seed: Self.seed)
    var tally = Tally()
    for number in 1...Self.pairs {
      let given = maker.document()
      var taken = maker.happens(70) ? maker.revised(given) : maker.document()
      for _ in 0..<9 where taken == given { taken = maker.revised(given) }
      try check(given, taken, number, &maker, &tally)
    }
    let share = Double(tally.unknown) / Double(Self.pairs) * 100
    let summary =
      "seed \(Self.seed): \(tally.yes) yes (\(tally.tried) values tried), \(tally.no) no, \(tally.unknown) unknown"
    print("compatibility, \(summary) \(tally.reasons)")
    #expect(share < 3, "\(summary)")
    #expect(tally.yes > Self.pairs / 20 && tally.no > Self.pairs / 20, "\(summary)")
  }

  private func check(
    _ given: JSONValue, _ taken: JSONValue, _ number: Int, _ maker: inout SchemaMaker, _ tally: inout Tally
  ) throws {
    // Schemas that only lead back to themselves are refused.
    guard let one = try? Schema(compiling: given), let other = try? Schema(compiling: taken) else { return }
    let pair = "seed \(Self.seed), pair \(number): \(given.text) to \(taken.text)"
    switch other.isAssignable(from: one) {
    case .yes:
      tally.yes += 1
      for round in 0..<Self.values {
        let value = maker.value(for: round.isMultiple(of: 3) ? taken : given, in: given)
        guard one.accepts(value) else { continue }
        tally.tried += 1
        #expect(other.accepts(value), "\(pair), but not \(value.text)")
      }
    case .no(let mismatch):
      tally.no += 1
      let value = mismatch.counterexample
      #expect(one.accepts(value) && !other.accepts(value), "\(pair): \(value.text)")
      #expect(!mismatch.reason.isEmpty)
    case .unknown(let reason):
      tally.unknown += 1
      tally.reasons[reason, default: 0] += 1
    }
  }
}
