import Documents
import Foundation
import JSON
import Synchronization
import Testing

@testable import Engine

/// Whatever a definition says and whatever happens to its runs: deciding doesn't trap, each run ends or has a reason to
/// wait, and its events tell the same story again.
///
/// `ESCAPEMENT_TEST_SEED` repeats a run, beginning with the definition of that seed.
struct RandomRunTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let definitions =
    environment["ESCAPEMENT_TEST_DEFINITIONS"].flatMap { UInt64($0) }
    ?? (environment["ESCAPEMENT_THOROUGH"] == "1" ? 1_000 : 100)
  private static let seed =
    environment["ESCAPEMENT_TEST_SEED"].flatMap { UInt64($0) }
    ?? (isThorough ? UInt64.random(in: 1...999_999_999) : usual)
  /// The usual run looks for what changed, and the thorough one for what nobody has seen yet.
  private static let usual: UInt64 = 624_499_704
  private static var isThorough: Bool { environment["ESCAPEMENT_THOROUGH"] == "1" }

  @Test func `random definitions of states, to which anything happens`() throws {
    try play("states") { seed in
      var maker = RandomDefinition(dice: Chance(seed: seed))
      return maker.document()
    }
  }

  @Test func `random graphs of tasks, to which anything happens`() throws {
    try play("tasks") { seed in
      var maker = RandomTasks(dice: Chance(seed: seed))
      return maker.document()
    }
  }

  @Test func `random lists of steps, to which anything happens`() throws {
    try play("steps") { seed in
      var maker = RandomSteps(dice: Chance(seed: seed))
      return maker.document()
    }
  }

  private func play(_ dialect: String, _ document: (UInt64) -> JSONValue) throws {
    var tally = Tally()
    print("random \(dialect): from seed \(Self.seed)")
    for seed in Self.seed..<Self.seed + Self.definitions {
      let text = document(seed).text
      if Self.environment["ESCAPEMENT_TEST_TRACE"] != nil { print("random \(dialect), seed \(seed): \(text)") }
      var played: RandomPlay?
      let found = Problems()
      try withKnownIssue(isIntermittent: true) {
        try read(text, seed, into: &played)
      } matching: { issue in
        found.list.withLock { $0.append("\(issue.comments.map(\.rawValue)) \(issue)") }
        return true
      }
      let problems = found.list.withLock { $0 }
      if let played { tally.count(played) }
      guard !problems.isEmpty else { continue }
      let story = played.map { $0.log.suffix(60).joined(separator: "\n") } ?? ""
      Issue.record(
        "seed \(seed)\n\(text)\n\(story)\n\(problems.count) problems, the first:\n\(problems.prefix(3).joined(separator: "\n"))"
      )
    }
    print("random \(dialect): \(tally)")
  }

  private func read(_ text: String, _ seed: UInt64, into played: inout RandomPlay?) throws {
    let document = try Document.parse(text, named: "random.workflow.yaml", format: .json)
    let (program, report) = DefinitionReader.read(document, fallbackID: "random", agents: nil)
    try #require(report.errors.isEmpty, "the definition is valid: \(report.errors.map(\.message))")
    var play = try RandomPlay(try #require(program), Chance(seed: seed ^ 0xE5CA))
    defer { played = play }
    try play.play()
    try play.run.checkReplay()
  }

  /// What went wrong with one definition; kept to be told with the definition and what happened to it.
  private final class Problems: Sendable {
    let list = Mutex<[String]>([])
  }

  private struct Tally: CustomStringConvertible {
    var (definitions, stimuli, ignored, decisions) = (0, 0, 0, 0)
    var statuses: [String: Int] = [:]

    mutating func count(_ play: RandomPlay) {
      definitions += 1
      stimuli += play.stimuli
      ignored += play.ignored
      decisions += play.run.events.count
      statuses[play.run.run.status.rawValue, default: 0] += 1
    }

    var description: String {
      let ends = statuses.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      return "\(definitions) definitions, \(stimuli) stimuli (\(ignored) ignored), \(decisions) decisions, \(ends)"
    }
  }
}
