import Cron
import Engine
import Store

extension BusinessCalendar {
  /// Reads what is kept.
  init(_ record: CalendarRecord) throws(Schedule.Failure) {
    do { self = try CalendarDefinition(stored: record.definition).calendar } catch {
      throw Schedule.Failure(.calendar, "'\(record.name)': \(error.message)")
    }
  }
}
