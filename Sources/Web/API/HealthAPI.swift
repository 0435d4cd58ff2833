import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// What a monitor asks.
enum HealthAPI {
  /// The process answers; nothing else is looked at.
  @Sendable static func health(_ exchange: Exchange) -> WebResponse { .json(["status": "ok"]) }

  /// The database answers too, and says when the last tick began.
  @Sendable static func ready(_ exchange: Exchange) throws -> WebResponse {
    let last = try exchange.installation.storage.read { try $0.ticks(limit: 1).first }
    return .json(["status": "ok", "lastTickAt": (last?.startedAt).json])
  }

  @Sendable static func version(_ exchange: Exchange) -> WebResponse {
    .json(["name": "escapement", "version": .string(ProgramVersion.text)])
  }
}
