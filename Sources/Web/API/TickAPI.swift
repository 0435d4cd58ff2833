import HTTPTypes
import JSON
import Orchestrator
import Store

/// What ticks did, and whether they come.
enum TickAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let limit = try exchange.pageRequest().limit
    let ticks = try exchange.installation.storage.read { try $0.ticks(limit: limit) }
    let watch = TickWatch(
      ticks.first, now: exchange.installation.clock.now(), directory: exchange.installation.directory)
    return .json([
      "state": .string(watch.state.rawValue), "lastAt": watch.lastAt.json, "host": (watch.last?.host).json,
      "crontab": .string(watch.crontabLine), "items": .array(ticks.map(\.json)),
    ])
  }
}
