import JSON
import JSONSchema

/// A `cron` state stands at the beginning of its workflow, and starts it with what the workflow takes.
struct CronStartCheck {
  let findings: Findings

  func check(_ tree: WorkflowTree) {
    let start = CronStart.first(of: tree)
    for state in tree.blocks.flatMap(\.states) {
      guard let cron = state.cronStart, cron.place != start?.place else { continue }
      findings.report(
        .invalidValue, at: cron.place, "a cron state can only be the one that its workflow begins with",
        hint: "make a schedule for each time, or begin with `start: \(state.name.value)`")
    }
    if let start { check(start, against: tree) }
  }

  private func check(_ start: Sourced<CronStart>, against tree: WorkflowTree) {
    // A schema that doesn't compile is reported as such.
    guard let schema = tree.inputSchema, let compiled = try? Schema(compiling: schema.value) else { return }
    let filled = compiled.applyDefaults(to: .object(start.value.payload))
    for violation in compiled.violations(of: filled, assertFormats: true) {
      findings.report(
        .inputMismatch, at: start.place.key("input"),
        "the input that the runs would begin with doesn't fit `inputSchema`: \(violation.message)",
        hint: violation.instancePath.tokens.isEmpty ? nil : "at `\(violation.instancePath)`")
    }
  }
}
