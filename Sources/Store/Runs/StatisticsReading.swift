public import Engine

/// Counts for overviews. Finished runs are counted from hourly sums, so history may grow.
public protocol StatisticsReading {
  /// Runs that ended in the hours from `since` on, and what is open now.
  func overview(of tenant: TenantID, since: Instant) throws -> Overview

  /// One workflow's ended runs, hour by hour from `since` on, earliest first; hours without any are left out.
  func history(of workflow: WorkflowID, tenant: TenantID, since: Instant) throws -> [HourlyCount]

  /// Every workflow's ended runs from `since` on, summed.
  func totals(of tenant: TenantID, since: Instant) throws -> [WorkflowID: RunCounts]
}

/// What the first page says.
public struct Overview: Hashable, Sendable {
  /// Runs that are not over, by status, whenever they were created.
  public var open: [RunStatus: Int] = [:]
  public var ended = RunCounts()
  public var pendingApprovals = 0
  /// Workflows with failed or timed out runs, most failures first, at most ten.
  public var failing: [FailingWorkflow] = []

  public init() {}
}

public struct FailingWorkflow: Hashable, Sendable {
  public var workflow: WorkflowID
  public var failures: Int
  public var total: Int
}

/// Ended runs by how they ended, and how long they took.
public struct RunCounts: Hashable, Sendable {
  public var byStatus: [RunStatus: Int] = [:]
  /// From creation to end, of all of them together.
  public var duration = TimeSpan(milliseconds: 0)

  public init() {}

  public var total: Int { byStatus.values.reduce(0, +) }

  /// The mean time from creation to end; nil without runs.
  public var averageDuration: TimeSpan? {
    total == 0 ? nil : TimeSpan(milliseconds: duration.milliseconds / Int64(total))
  }
}

/// What ended within one hour.
public struct HourlyCount: Hashable, Sendable {
  public var from: Instant
  public var counts: RunCounts
}
