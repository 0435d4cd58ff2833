import Engine
import JSON
import Store

/// One call of a `store.…` action: what it asks for, and how it is answered.
struct StoreCall {
  let action: StoreAction
  let key: String
  private let input: JSONObject
  private let tenant: TenantID

  /// Keys are parts of an index; nobody writes longer ones by hand.
  private static let mostKeyBytes = 512
  private static let mostListed = 1_000

  init(_ action: StoreAction, input: JSONValue, tenant: TenantID) throws(RunError) {
    let input = input.objectValue ?? [:]
    if let unknown = input.keys.first(where: { !action.members.contains($0) }) {
      let known = action.members.joined(separator: ", ")
      throw RunError(.validation, "\(action.id) has no `\(unknown)`; its input may have \(known)")
    }
    key = input[action.keyName]?.stringValue ?? ""
    guard action == .list || (!key.isEmpty && key.utf8.count <= Self.mostKeyBytes) else {
      throw RunError(.validation, "\(action.id) needs a `key` of 1 to \(Self.mostKeyBytes) bytes")
    }
    self.action = action
    self.input = input
    self.tenant = tenant
  }

  /// The answer; what changes something is done in the writer's transaction.
  func perform(with writer: any StorageWriter, at now: Instant) throws -> JSONValue {
    let known = try writer.value(key, tenant: tenant, at: now)
    switch action {
    case .get:
      return [
        "found": .bool(known != nil), "value": known?.value ?? input["default"] ?? .null,
        "revision": .integer(known?.revision ?? 0),
      ]
    case .set:
      try checkRevision(known)
      guard let value = input["value"] else { throw RunError(.validation, "store.set needs a `value`") }
      return try write(value, over: known, expiresAt: try expiry(at: now), with: writer, at: now)
    case .increment:
      let expiresAt = try expiry(at: now) ?? known?.expiresAt
      return try write(try sum(known), over: known, expiresAt: expiresAt, with: writer, at: now)
    case .delete:
      try checkRevision(known)
      return ["deleted": .bool(try writer.deleteValue(key, tenant: tenant) && known != nil)]
    case .list:
      return try list(from: writer, at: now)
    }
  }

  private func write(
    _ value: JSONValue, over known: StoredValue?, expiresAt: Instant?, with writer: any StorageWriter, at now: Instant
  ) throws -> JSONValue {
    let revision = (known?.revision ?? 0) + 1
    let stored = StoredValue(key: key, value: value, revision: revision, expiresAt: expiresAt)
    try writer.setValue(stored, tenant: tenant, at: now)
    return ["value": value, "revision": .integer(revision)]
  }

  private func list(from writer: any StorageWriter, at now: Instant) throws -> JSONValue {
    let limit = min(Int(input["limit"]?.integerValue ?? 100), Self.mostListed)
    guard limit > 0 else { throw RunError(.validation, "store.list needs a `limit` from 1") }
    let items = try writer.values(from: key, tenant: tenant, limit: limit, at: now)
    return [
      "items": .array(items.map { ["key": .string($0.key), "value": $0.value, "revision": .integer($0.revision)] })
    ]
  }

  // MARK: Reading the input

  /// 0 expects that there is no value.
  private func checkRevision(_ known: StoredValue?) throws(RunError) {
    guard let member = input["expectedRevision"], !member.isNull else { return }
    guard let expected = member.integerValue else {
      throw RunError(.validation, "`expectedRevision` must be a number, not \(member.text)")
    }
    let found = known?.revision ?? 0
    guard found != expected else { return }
    throw RunError(
      type: "conflict", message: "'\(key)' has revision \(found), and \(expected) was expected",
      details: ["revision": .integer(found)])
  }

  private func sum(_ known: StoredValue?) throws(RunError) -> JSONValue {
    let by = input["by"] ?? 1
    let start = known?.value ?? 0
    if let start = start.integerValue, let by = by.integerValue {
      let (sum, isTooLarge) = start.addingReportingOverflow(by)
      guard !isTooLarge else { throw RunError(.limit, "'\(key)' would grow beyond 64 bits") }
      return .integer(sum)
    }
    guard let start = start.doubleValue, let by = by.doubleValue else {
      throw RunError(.validation, "store.increment adds numbers, but '\(key)' is \(start.text) and `by` is \(by.text)")
    }
    return .double(start + by)
  }

  private func expiry(at now: Instant) throws(RunError) -> Instant? {
    guard let member = input["ttlSeconds"], !member.isNull else { return nil }
    guard let seconds = member.doubleValue, seconds > 0 else {
      throw RunError(.validation, "`ttlSeconds` must be a number above 0, not \(member.text)")
    }
    return now + .fractionalSeconds(seconds)
  }
}

extension StoreAction {
  fileprivate var keyName: String { self == .list ? "prefix" : "key" }

  fileprivate var members: [String] {
    switch self {
    case .get: ["key", "default"]
    case .set: ["key", "value", "expectedRevision", "ttlSeconds"]
    case .increment: ["key", "by", "ttlSeconds"]
    case .delete: ["key", "expectedRevision"]
    case .list: ["prefix", "limit"]
    }
  }

  /// Whether doing it twice is another thing than doing it once.
  var changesSomething: Bool {
    switch self {
    case .get, .list: false
    case .set, .increment, .delete: true
    }
  }
}
