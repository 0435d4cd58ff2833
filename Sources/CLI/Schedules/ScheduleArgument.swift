import Engine
import Orchestrator
import Store

/// A schedule on the command line: its id, or its name where only one has it.
enum ScheduleArgument {
  static let help = "The schedule's id, or its name."

  static func schedule(_ text: String, in installation: Installation, for identity: Identity) throws -> Schedule {
    let direct = try installation.storage.read { store in
      try store.schedule(ScheduleID(text.lowercased()), tenant: identity.tenant)
    }
    if let direct { return direct }
    var filter = ScheduleFilter(tenant: identity.tenant)
    filter.search = text
    let named = try installation.storage.read { [filter] store in
      try Everything.of { try store.schedules(filter, page: $0) }
    }.filter { $0.spec.name == text }
    guard let only = named.first else {
      throw OperationError(.notFound, "there is no schedule '\(text)'; `escapement schedules list` lists them")
    }
    guard named.count == 1 else {
      let choices = named.map { "\n  \($0.id)  \($0.spec.workflow)" }.joined()
      throw OperationError(.invalid, "several schedules are called '\(text)'; say which one by its id:\(choices)")
    }
    return only
  }
}

/// A moment on the command line.
enum MomentArgument {
  static func instant(_ text: String, named name: String) throws -> Instant {
    guard let instant = Instant(text) else {
      throw OperationError(.invalid, "\(name) \(text): write an instant with its offset, as 2026-11-21T09:30:00Z")
    }
    return instant
  }
}
