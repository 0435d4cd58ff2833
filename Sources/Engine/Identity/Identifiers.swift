/// A text that names one kind of thing. Each kind is a type of its own, so that a run can't be passed for a step.
public protocol Identifier: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible,
  ExpressibleByStringLiteral
where RawValue == String {
  init(rawValue: String)
}

extension Identifier {
  public init(_ text: String) { self.init(rawValue: text) }
  public init(stringLiteral text: String) { self.init(rawValue: text) }
  public var description: String { rawValue }
  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// The short name of a tenant; `default` to begin with.
public struct TenantID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static let standard = TenantID(rawValue: "default")
}

/// A workflow's `id`: `[a-z0-9][a-z0-9._-]{0,127}`.
public struct WorkflowID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A lower-case ULID.
public struct RunID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// 32 hexadecimal digits that follow from the run, the frame's path, the state and the visit; see ``StepIdentity``.
public struct StepID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// 32 hexadecimal digits that follow from the run and the frame's path.
public struct FrameID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// An approval has the id of the step that waits for it: a step asks at most once.
public struct ApprovalID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// An agent's or action's name, as `slo-analyzer` or `pack.action`.
public struct AgentID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A worker (one tick process): the random name of its lock file, never used again.
public struct WorkerID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// Somebody outside who is told things: the address of a webhook, or addresses of mail.
public struct EndpointID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}
