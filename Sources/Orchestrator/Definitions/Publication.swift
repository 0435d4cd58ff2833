import Engine
import JSON
import JSONSchema
import Store

/// A revision on its way into the store, with what follows from it for the workflow's schedules.
///
/// What takes time is done before the transaction: each distinct payload is held against the new schema. Inside of it
/// only payloads are looked at that have come meanwhile, and only schedules are written whose validity changes.
struct Publication {
  let content: RevisionContent
  private let program: Program
  private var verdicts: PayloadVerdicts
  private let installation: Installation
  private let identity: Identity

  /// - Throws: `invalid` when the workflow begins with a schedule that the host can't keep.
  init(_ content: RevisionContent, of program: Program, in installation: Installation, by identity: Identity) throws {
    self.content = content
    self.program = program
    self.installation = installation
    self.identity = identity
    verdicts = try PayloadVerdicts(content)
    let payloads = try installation.storage.read {
      try $0.payloads(ofSchedulesOf: content.workflow, tenant: content.tenant)
    }
    for payload in payloads { _ = verdicts.failure(of: payload.payload) }
    if let start = program.cronStart { try installation.requireZone(of: start) }
  }

  mutating func write(expected: Int?, to store: any StorageWriter) throws -> PublishOutcome {
    let outcome = try store.publishRevision(content, expected: expected)
    guard case .published(let number) = outcome else { return outcome }
    let changed = try revalidate(in: store)
    if changed > 0 {
      installation.logger.schedulesRevalidated(content.workflow, changed: changed, revision: number)
    }
    if let start = program.cronStart {
      try installation.makeSchedule(start, of: content, in: store, by: identity)
    }
    return outcome
  }

  private mutating func revalidate(in store: any StorageWriter) throws -> Int {
    var changed = 0
    for payload in try store.payloads(ofSchedulesOf: content.workflow, tenant: content.tenant) {
      let failure = verdicts.failure(of: payload.payload)
      guard failure != payload.failure else { continue }
      changed += try store.setValidity(
        of: payload, ofSchedulesOf: content.workflow, tenant: content.tenant, failure: failure)
    }
    return changed
  }
}

/// What a revision's input schema says of payloads, each asked once.
struct PayloadVerdicts {
  /// Nil: the revision has no schema.
  private let check: PayloadCheck?
  private var known: [JSONObject: String] = [:]
  private var valid: Set<JSONObject> = []

  init(_ content: RevisionContent) throws {
    check = try content.inputSchema.map { document in
      do { return PayloadCheck(try Schema(compiling: document)) } catch {
        throw InvariantViolation("the input schema of '\(content.workflow)' doesn't compile: \(error)")
      }
    }
  }

  /// Nil when the payload fits.
  mutating func failure(of payload: JSONObject) -> String? {
    guard let check else {
      return "the newest revision has no inputSchema, so that nobody can say whether the payload fits"
    }
    if valid.contains(payload) { return nil }
    if let failure = known[payload] { return failure }
    if let failure = check.failure(of: payload) {
      known[payload] = failure
      return failure
    }
    valid.insert(payload)
    return nil
  }
}
