import Cron
import Engine
import JSON
import Store

extension BusinessCalendar {
  /// Reads what is kept: `{daysOff, holidays: [{name, on}]}`.
  init(_ record: CalendarRecord) throws(Schedule.Failure) {
    var holidays: [Holiday] = []
    for entry in record.definition["holidays"]?.arrayValue ?? [] {
      do { holidays.append(try Holiday(entry["name"]?.stringValue ?? "", on: entry["on"]?.stringValue ?? "")) } catch {
        throw Schedule.Failure(.calendar, "the calendar '\(record.name)' can't be read any more: \(error)")
      }
    }
    let daysOff = (record.definition["daysOff"]?.arrayValue ?? []).compactMap(\.stringValue)
    self.init(holidays: holidays, daysOff: Set(daysOff.compactMap { Weekday(name: $0) }))
  }
}
