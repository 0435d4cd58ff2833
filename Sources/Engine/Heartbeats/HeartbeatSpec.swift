public import Cron

/// What a heartbeat is to do: a checklist, the agent that goes through it, and when.
public struct HeartbeatSpec: Hashable, Sendable {
  /// Unique in its tenant; see ``WatchName``.
  public var name: String
  public var description: String?
  public var agent: AgentID
  /// From one beat to the next.
  public var interval: TimeSpan
  /// The IANA zone in which the active hours are meant.
  public var timezone: String
  /// Nil: always.
  public var activeHours: ActiveHours?
  /// In the order in which they are written; each text once.
  public var checks: [String]
  /// So many times in a row a check may be without an answer before that is an alert.
  public var alertAfter: Int
  /// How long the agent may take for one check.
  public var checkTimeout: TimeSpan

  public init(
    name: String, description: String? = nil, agent: AgentID, interval: TimeSpan, timezone: String = "UTC",
    activeHours: ActiveHours? = nil, checks: [String], alertAfter: Int = HeartbeatSpec.usualAlertAfter,
    checkTimeout: TimeSpan = HeartbeatSpec.usualCheckTimeout
  ) {
    self.name = name
    self.description = description
    self.agent = agent
    self.interval = interval
    self.timezone = timezone
    self.activeHours = activeHours
    self.checks = checks
    self.alertAfter = alertAfter
    self.checkTimeout = checkTimeout
  }

  /// Once may be a network that was down, twice a deployment.
  public static let usualAlertAfter = 3
  /// Models think for minutes; what takes longer than this hangs.
  public static let usualCheckTimeout = TimeSpan.seconds(600)
  /// A list that nobody reads through is no checklist; each entry costs a call of the agent.
  public static let mostChecks = 100
  public static let longestCheckBytes = 2_000
}
