import JSON
import Orchestrator

/// What a monitor asks.
enum HealthAPI {
  /// The process answers; nothing is looked at.
  @Sendable static func health(_ exchange: Exchange) -> WebResponse { .json(["status": "ok"]) }

  @Sendable static func version(_ exchange: Exchange) -> WebResponse {
    .json(["name": "escapement", "version": .string(ProgramVersion.text)])
  }
}
