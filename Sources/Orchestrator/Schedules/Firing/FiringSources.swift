import Cron
import Engine
import Store

/// What schedules are decided with, read once for a batch of them.
final class FiringSources {
  private let installation: Installation
  private let environments: EnvironmentSource
  private var readiness: [WorkflowPlace: Readiness] = [:]
  private var calendars: [CalendarPlace: Result<BusinessCalendar, Schedule.Failure>] = [:]

  init(_ installation: Installation) {
    self.installation = installation
    environments = EnvironmentSource(installation)
  }

  private struct WorkflowPlace: Hashable {
    let tenant: TenantID
    let workflow: WorkflowID
  }

  private struct CalendarPlace: Hashable {
    let tenant: TenantID
    let name: String
  }

  /// What runs of a workflow begin with, or why none can.
  enum Readiness {
    case ready(Revision)
    case blocked(String)
  }

  /// - Throws: ``Schedule/Failure`` about this schedule alone, or `StorageError`.
  func instants(of schedule: Schedule) throws -> ScheduleInstants {
    let spec = schedule.spec
    let zone: Zone
    do { zone = try ZoneCatalog.system.zone(named: spec.timezone) } catch {
      throw Schedule.Failure(.zone, error.description)
    }
    let calendar = try spec.calendar.map { try self.calendar($0, schedule.tenant) }
    return try ScheduleInstants(of: spec, id: schedule.id, zone: zone, calendar: calendar)
  }

  private func calendar(_ name: String, _ tenant: TenantID) throws -> BusinessCalendar {
    let place = CalendarPlace(tenant: tenant, name: name)
    if let known = calendars[place] { return try known.get() }
    let read: Result<BusinessCalendar, Schedule.Failure>
    if let record = try installation.storage.read({ try $0.calendar(name, tenant: tenant) }) {
      do { read = .success(try BusinessCalendar(record)) } catch { read = .failure(error) }
    } else {
      read = .failure(Schedule.Failure(.calendar, "the calendar '\(name)' is gone; make it again or choose another"))
    }
    calendars[place] = read
    return try read.get()
  }

  func readiness(of schedule: Schedule) throws -> Readiness {
    let place = WorkflowPlace(tenant: schedule.tenant, workflow: schedule.spec.workflow)
    if let known = readiness[place] { return known }
    let found: Readiness
    do {
      found = .ready(try installation.startableRevision(of: place.workflow, number: nil, place.tenant))
    } catch let error as OperationError {
      found = .blocked(error.message)
    }
    readiness[place] = found
    return found
  }

  func environment(_ tenant: TenantID) throws -> DecisionEnvironment { try environments.environment(tenant) }
}
