/// What somebody may do. Every operation names one; who has none of the roles that grant it is refused.
public enum Permission: String, Sendable, CaseIterable {
  /// See workflows, runs, approvals and agents.
  case view
  case startRun
  /// Pause, resume and cancel.
  case controlRun
  case signalRun
  /// Publish events, which may wake any run.
  case publishEvent
  case decideApproval
  /// Publish, enable and disable workflows.
  case publishWorkflow
  /// Make, change, pause, resume and delete schedules and their calendars.
  case manageSchedule
  /// Publish agents that bring no program of the host with them; those only come from files.
  case publishAgent
  /// Make, edit, pause and delete heartbeats and monitors.
  case manageWatches
  /// Say that an alert was seen.
  case acknowledgeAlert
  /// Make, rotate, disable and delete webhooks, by which others publish events.
  case manageWebhooks
  /// Say who outside is told what, see their secrets, and send things again.
  case manageEndpoints
  case manageUsers
  /// Make, list and revoke everybody's API tokens.
  case manageTokens
}

/// What a person or token is here for.
public enum Role: String, Sendable, CaseIterable, Comparable {
  case viewer
  case `operator`
  case approver
  case author
  case admin

  /// The one place that says who may do what.
  public var permissions: Set<Permission> {
    switch self {
    case .viewer: [.view]
    case .operator: [.view, .startRun, .controlRun, .signalRun, .publishEvent, .acknowledgeAlert]
    case .approver: [.view, .decideApproval]
    case .author:
      [
        .view, .publishWorkflow, .manageSchedule, .publishAgent, .manageWebhooks, .manageWatches, .acknowledgeAlert,
      ]
    case .admin: Set(Permission.allCases)
    }
  }

  public static func < (one: Role, other: Role) -> Bool { one.rawValue < other.rawValue }
}
