public import Engine
import JSONSchema
public import Logging
public import Store

/// An installation that is open: what every program works with. Operations are extensions of it, in the folders of
/// their concepts.
public final class Installation: Sendable {
  public let directory: DataDirectory
  public let configuration: Configuration
  public let storage: any Storage
  public let clock: WallClock
  public let identifiers: IdentifierSource
  /// Compiled definitions, by content hash.
  public let programs: ProgramCache
  /// Compiled input schemas, by the content hash of their revisions.
  let inputSchemas = ContentCache<Schema>()
  /// Agents that were read from their stored text.
  public let agents: ContentCache<AgentDefinition>
  public let logger: Logger

  public init(
    directory: DataDirectory, configuration: Configuration, storage: any Storage, clock: WallClock = .system,
    identifiers: IdentifierSource = IdentifierSource(), logger: Logger
  ) {
    self.directory = directory
    self.configuration = configuration
    self.storage = storage
    self.clock = clock
    self.identifiers = identifiers
    self.programs = ProgramCache()
    self.agents = ContentCache()
    self.logger = logger
  }
}
