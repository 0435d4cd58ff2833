/// How a `command` agent's program is started and what it may use.
public struct CommandSpec: Sendable {
  /// The program and its arguments. With ``shell`` the first is the shell's command, the others its `$1`, `$2` …
  public var arguments: [Argument]
  /// `argv` runs as `/bin/sh -c`. Its text is never templated; values reach it through the environment and stdin.
  public var shell: Bool
  /// The working directory; nil means a fresh folder per attempt.
  public var directory: Template?
  /// Further environment variables, in the file's order.
  public var environment: [Variable]
  public var output: Output
  public var limits: CommandLimits
  /// From SIGTERM to SIGKILL.
  public var grace: TimeSpan

  public init(
    arguments: [Argument], shell: Bool = false, directory: Template? = nil, environment: [Variable] = [],
    output: Output = .json, limits: CommandLimits = CommandLimits(), grace: TimeSpan = CommandSpec.standardGrace
  ) {
    self.arguments = arguments
    self.shell = shell
    self.directory = directory
    self.environment = environment
    self.output = output
    self.limits = limits
    self.grace = grace
  }

  /// Long enough to close files and connections, short enough for a tick that must end within its minute.
  public static let standardGrace = TimeSpan.seconds(10)

  public enum Argument: Sendable {
    /// What a shell gets: braces and dollars in it are the shell's.
    case literal(String)
    /// Over the agent's input.
    case template(Template)
  }

  public struct Variable: Sendable {
    public var name: String
    public var value: Template

    public init(name: String, value: Template) {
      self.name = name
      self.value = value
    }
  }

  /// How standard output becomes the step's value.
  public enum Output: String, Sendable, CaseIterable {
    /// One JSON value, bare or in a fenced block.
    case json
    /// The text as it is.
    case text
    /// One JSON value a line, as a list.
    case jsonl
  }
}

/// What a command may use; nil leaves the host's limit.
public struct CommandLimits: Hashable, Sendable {
  /// Processor time (RLIMIT_CPU).
  public var cpuSeconds: Int?
  /// Address space of each process (RLIMIT_AS).
  public var memoryBytes: Int?
  /// Descriptors of each process (RLIMIT_NOFILE).
  public var openFiles: Int?
  /// Processes of the user that the command runs as (RLIMIT_NPROC).
  public var processes: Int?
  /// The size of each file that it writes (RLIMIT_FSIZE).
  public var fileBytes: Int?
  /// Bytes of standard output that are taken; more is an error of type `limit`.
  public var outputBytes = CommandLimits.standardOutputBytes
  /// Bytes of standard error that are kept: the last ones.
  public var logBytes = CommandLimits.standardLogBytes

  public init() {}

  /// What one output of a run may hold (``Limits/outputBytes``): more could not be stored.
  public static let standardOutputBytes = 1 << 20
  /// Some thousand lines: enough to see what happened before the end.
  public static let standardLogBytes = 256 << 10
}
