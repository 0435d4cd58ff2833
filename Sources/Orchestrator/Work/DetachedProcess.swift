public import Glibc

/// Starts programs that outlive this one and hold nothing of it.
public enum DetachedProcess {
  /// What starting answered instead of a process.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    public let program: String
    public let code: Int32
    public var description: String { "can't start \(program): \(String(cString: strerror(code)))" }
  }

  /// What a program of ours may know of the environment it was started from: a request's own variables (`HTTP_*`,
  /// `QUERY_STRING`) are none of its business.
  public static func allowedEnvironment(from environment: [String: String]) -> [String: String] {
    let names: Set<String> = ["HOME", "LANG", "LC_ALL", "LOGNAME", "PATH", "TMPDIR", "USER"]
    return environment.filter { names.contains($0.key) || $0.key.hasPrefix("ESCAPEMENT_") }
  }

  /// Starts a program in a session of its own, with nothing on its standard input and output, every other descriptor
  /// closed and all signals as they are by default.
  ///
  /// Closing everything matters: libfcgi's sockets have no close-on-exec, and a web server that runs CGI programs waits
  /// until nobody holds their output any more.
  /// - Parameter errorLog: a file that its standard error is appended to; nil throws it away.
  @discardableResult
  public static func start(
    _ program: String, arguments: [String], environment: [String: String], errorLog: String? = nil
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, errorLog ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    closeOthers(&actions)
    var attributes = SpawnAttributes(flags: Self.newSession)
    defer { attributes.destroy() }
    return try spawn(program, arguments, environment, &actions, &attributes)
  }

  /// Starts a child of this process with the given descriptor as its standard input; standard error stays shared.
  public static func startChild(
    _ program: String, arguments: [String], environment: [String: String], standardInput: Int32
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, standardInput, STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    closeOthers(&actions)
    var attributes = SpawnAttributes(flags: 0)
    defer { attributes.destroy() }
    return try spawn(program, arguments, environment, &actions, &attributes)
  }

  /// Starts a child of this process that reads from one descriptor and writes all it says to the other, in a session of
  /// its own, so that what it starts can be ended with it.
  public static func startFilter(
    _ program: String, arguments: [String], environment: [String: String], input: Int32, output: Int32
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    closeOthers(&actions)
    var attributes = SpawnAttributes(flags: Self.newSession)
    defer { attributes.destroy() }
    return try spawn(program, arguments, environment, &actions, &attributes)
  }

  /// `POSIX_SPAWN_SETSID` of glibc's spawn.h, which Swift's module of it doesn't show.
  private static let newSession: Int32 = 0x80

  /// Closes what isn't close-on-exec already: ours all is, but a web server may have left us more than it meant to.
  /// (closefrom for posix_spawn is hidden behind _GNU_SOURCE.) Closing one that is closed by then does no harm.
  private static func closeOthers(_ actions: inout posix_spawn_file_actions_t) {
    let open = (try? HostFile.names(in: "/proc/self/fd"))?.compactMap { Int32($0) } ?? []
    for descriptor in open where descriptor > STDERR_FILENO { posix_spawn_file_actions_addclose(&actions, descriptor) }
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t, _ attributes: inout SpawnAttributes
  ) throws(Failure) -> pid_t {
    let argumentVector = CStringVector([program] + arguments)
    let environmentVector = CStringVector(environment.map { "\($0.key)=\($0.value)" })
    var child = pid_t()
    let code = posix_spawn(
      &child, program, &actions, &attributes.value, argumentVector.pointer, environmentVector.pointer)
    guard code == 0 else { throw Failure(program: program, code: code) }
    return child
  }
}

/// Default handlers for all signals, none of them blocked.
private struct SpawnAttributes {
  var value = posix_spawnattr_t()

  init(flags: Int32) {
    posix_spawnattr_init(&value)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&value, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&value, &signals)
    posix_spawnattr_setflags(&value, Int16(flags | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
  }

  mutating func destroy() { posix_spawnattr_destroy(&value) }
}

/// A NULL-terminated array of C strings, freed with this object.
private final class CStringVector {
  let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [String]) {
    count = texts.count
    pointer = .allocate(capacity: count + 1)
    for (index, text) in texts.enumerated() { pointer[index] = strdup(text) }
    pointer[count] = nil
  }

  deinit {
    for index in 0..<count { free(pointer[index]) }
    pointer.deallocate()
  }
}
