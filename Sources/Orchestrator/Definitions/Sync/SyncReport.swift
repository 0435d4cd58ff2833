public import Engine
public import JSON
public import Store

/// What synchronising files did, file by file.
public struct SyncReport: Hashable, Sendable {
  public var entries: [Entry] = []
  /// Nothing was written.
  public var isDryRun: Bool

  public init(isDryRun: Bool) { self.isDryRun = isDryRun }

  public var hasInvalid: Bool { entries.contains { $0.outcome == .invalid } }

  public func count(_ outcome: Outcome) -> Int { entries.count { $0.outcome == outcome } }

  /// `{dryRun, files: [{file, kind, id, outcome, revision, message, issues}]}`
  public var json: JSONValue {
    ["dryRun": .bool(isDryRun), "files": .array(entries.map(\.json))]
  }

  public enum Outcome: String, Sendable, CaseIterable {
    case created
    case updated
    case unchanged
    /// It has errors; what was published before stays.
    case invalid
    /// The file is gone, so what came from it was switched off.
    case disabled
    /// Something newer than the file was published otherwise; it was left alone.
    case overridden
  }

  public struct Entry: Hashable, Sendable {
    /// Relative to the data directory, or absolute under another folder.
    public var path: String
    public var kind: SyncedSource.Kind
    public var id: String?
    public var outcome: Outcome
    /// A workflow's newest revision.
    public var revision: Int?
    /// What to know or do about it.
    public var message: String?
    public var report: CheckReport?

    init(
      _ path: String, _ kind: SyncedSource.Kind, _ outcome: Outcome, id: String? = nil, revision: Int? = nil,
      message: String? = nil, report: CheckReport? = nil
    ) {
      self.path = path
      self.kind = kind
      self.id = id
      self.outcome = outcome
      self.revision = revision
      self.message = message
      self.report = report
    }

    public var json: JSONValue {
      [
        "file": .string(path), "kind": .string(kind.rawValue), "id": id.map { .string($0) } ?? .null,
        "outcome": .string(outcome.rawValue), "revision": revision.map { .integer(Int64($0)) } ?? .null,
        "message": message.map { .string($0) } ?? .null, "issues": .array((report?.issues ?? []).map(\.json)),
      ]
    }
  }
}
