import Cron
public import Engine

extension ScheduleClock {
  /// By the zone of a schedule; by UTC where the host doesn't have it any more, which the schedule's failure tells.
  public init(of spec: ScheduleSpec) {
    self.init((try? ZoneCatalog.system.zone(named: spec.timezone)) ?? .utc)
  }
}
