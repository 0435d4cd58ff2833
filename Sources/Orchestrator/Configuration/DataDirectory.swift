/// The one folder that holds everything of an installation. Its owner is the user that all programs run as.
public struct DataDirectory: Hashable, Sendable, CustomStringConvertible {
  /// Absolute, without a slash at the end.
  public let path: String

  public init(path: String) { self.path = path }

  public var description: String { path }

  public var configurationFile: String { file("escapement.yaml") }
  public var database: String { file("escapement.db") }
  /// What changes without meaning anything: when a token or session was last used.
  public var presenceDatabase: String { file("presence.db") }
  /// Writers of the database queue up here.
  public var writeLock: String { file("write.lock") }
  /// 32 random bytes in hexadecimal digits; not in the database, so that a copy of it alone opens nothing.
  public var secretKey: String { file("secret.key") }
  /// One lock file for each live worker.
  public var workers: String { file("workers") }
  public var workflows: String { file("workflows") }
  public var agents: String { file("agents") }
  public var artifacts: String { file("artifacts") }
  public var backups: String { file("backups") }

  /// The folders inside, in the order in which `init` makes them.
  public var folders: [String] { [workers, workflows, agents, artifacts, backups] }

  /// Nobody but the owner looks inside.
  public static let permissions: UInt32 = 0o700
  /// For files inside.
  public static let filePermissions: UInt32 = 0o600

  public func file(_ name: String) -> String { path == "/" ? "/\(name)" : "\(path)/\(name)" }
}
