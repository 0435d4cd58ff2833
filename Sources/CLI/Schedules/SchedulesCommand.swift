import ArgumentParser

struct SchedulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedules", abstract: "Start workflows by the clock.",
    discussion: """
      A schedule starts a workflow's newest revision with a fixed payload: once, at the times of a cron expression, \
      every so often, or so long after the run before. The workflow needs an inputSchema: the payload is held against \
      it when the schedule is saved, and again with each new revision.

      escapement schedules create --workflow report --name Nightly --cron "30 2 * * *" --timezone Europe/Berlin
      """,
    subcommands: [
      ListSchedules.self, ShowSchedule.self, CreateSchedule.self, UpdateSchedule.self, PauseSchedule.self,
      ResumeSchedule.self, PauseScheduleUntil.self, TriggerSchedule.self, SkipNextSlot.self, BackfillSchedule.self,
      PreviewSchedule.self, ScheduleSlots.self, DeleteSchedule.self,
    ], defaultSubcommand: ListSchedules.self)
}
