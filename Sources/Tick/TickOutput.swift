import Foundation
import Orchestrator

/// What is told at the end: one line on a terminal, one object with `--json`, nothing under cron unless something failed.
struct TickOutput {
  private let json: Bool
  private let began = ContinuousClock.now
  private var tally = TickTally()
  private var findings: [String] = []
  private var worked = false
  private(set) var failure: ProgramFailure?

  init(json: Bool) { self.json = json }

  mutating func add(_ tally: TickTally, findings: [String]) {
    self.tally += tally
    self.findings = findings
    worked = true
  }

  mutating func fail(_ failure: ProgramFailure) { self.failure = failure }

  func print() {
    if let failure { FileHandle.standardError.write(Data("tick: \(failure)\n".utf8)) }
    if json {
      Swift.print(object)
    } else if failure == nil && isatty(STDOUT_FILENO) == 1 {
      Swift.print(line)
      for finding in findings { Swift.print(finding) }
    }
  }

  private var line: String {
    guard worked else { return "as many ticks as may work already do (maxTicks); they do what is due" }
    var parts = [Self.count(tally.steps, "step"), Self.count(tally.timers, "timer")]
    if tally.slots > 0 { parts.insert(Self.count(tally.slots, "scheduled run"), at: 0) }
    parts.append("\(tally.stimuli) \(tally.stimuli == 1 ? "stimulus" : "stimuli")")
    if tally.watches > 0 { parts.append("\(tally.watches) watched") }
    if tally.rescued > 0 { parts.append("\(Self.count(tally.rescued, "step")) of dead ticks taken over") }
    if tally.quarantined > 0 { parts.append("\(Self.count(tally.quarantined, "run")) quarantined") }
    if tally.deliveries > 0 { parts.append("\(tally.deliveries) deliver\(tally.deliveries == 1 ? "y" : "ies")") }
    return parts.joined(separator: ", ") + String(format: " in %.2f s", seconds)
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  private var seconds: Double {
    let span = began.duration(to: .now).components
    return Double(span.seconds) + Double(span.attoseconds) / 1e18
  }

  private var object: String {
    let fields = Fields(
      steps: tally.steps, timers: tally.timers, stimuli: tally.stimuli, rescued: tally.rescued,
      quarantined: tally.quarantined, watches: tally.watches, slots: tally.slots, deliveries: tally.deliveries,
      findings: findings, hadSlot: worked,
      seconds: (seconds * 1_000).rounded() / 1_000,
      error: failure?.description)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(fields)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private struct Fields: Encodable {
    let steps: Int
    let timers: Int
    let stimuli: Int
    let rescued: Int
    let quarantined: Int
    let watches: Int
    /// Instants of schedules that started runs.
    let slots: Int
    let deliveries: Int
    /// What is wrong with schedules.
    let findings: [String]
    /// False when as many ticks as may were working already.
    let hadSlot: Bool
    let seconds: Double
    let error: String?
  }
}
