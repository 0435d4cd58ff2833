import ArgumentParser
import Cron
import Orchestrator

/// What the commands about cron are given.
enum CronArgument {
  static func expression(_ text: String, seed: String?) throws -> CronExpression {
    let expression: CronExpression
    do { expression = try CronExpression(text, seed: seed ?? "") } catch {
      let marker = String(repeating: " ", count: error.position) + "^"
      throw OperationError(.invalid, "\(error)\n  \(text)\n  \(marker)")
    }
    guard seed != nil || !expression.usesSeed else {
      throw ValidationError("`H` is different for each schedule: give --seed; a schedule's is its id.")
    }
    return expression
  }

  static func zone(_ name: String) throws -> Zone {
    do { return try ZoneCatalog.system.zone(named: name) } catch {
      throw OperationError(.invalid, error.description)
    }
  }

  /// One of the words of a setting.
  @Sendable
  static func policy<Policy: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Policy {
    if let policy = Policy(rawValue: text) { return policy }
    throw ValidationError("write \(Policy.allCases.map(\.rawValue).joined(separator: " or ")).")
  }
}
