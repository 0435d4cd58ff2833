public import Engine

/// The settings of an installation, each with the place it comes from: built in, `escapement.yaml`, the environment, or
/// a flag. ``ConfigurationKey`` lists their names, bounds and meanings.
public struct Configuration: Hashable, Sendable {
  /// What links in messages begin with, as `https://ops.example.org/escapement`; never taken from a request.
  public var baseURL: String?
  public var dispatch = Dispatch.immediate
  /// Steps performed at a time on this host.
  public var concurrency = 4
  /// Ticks that claim at a time; draining ones don't count.
  public var maxTicks = 4
  /// How long a tick works before it only finishes what it began.
  public var tickBudget = TimeSpan.seconds(55)
  public var lease = TimeSpan.seconds(60)
  public var renew = TimeSpan.seconds(20)
  /// An owner whose leases are expired for so long is hung: it is killed, then rescued.
  public var hungAfter = TimeSpan.seconds(300)
  /// Between asking a command to end and ending it.
  public var grace = TimeSpan.seconds(10)
  public var limits = Limits()
  public var sessions = Sessions()
  public var web = Web()
  /// In which pages and tables show times; an IANA name.
  public var timezone = "UTC"
  /// Addresses whose `X-Forwarded-*` headers are believed.
  public var trustedProxies: [String] = []
  /// Where programs may connect to.
  public var egress = EgressPolicy()
  public var mail = Mail()
  /// Folders in which heartbeats' files may lie, besides the data directory's `workflows`.
  public var heartbeatFolders: [String] = []
  /// Where each setting that isn't built in comes from, by key.
  public internal(set) var origins: [String: ConfigurationOrigin] = [:]

  public init() {}

  public func origin(of key: String) -> ConfigurationOrigin { origins[key] ?? .builtIn }

  /// How steps are started that a web request has queued.
  public enum Dispatch: String, Sendable, CaseIterable {
    /// A tick is started at once.
    case immediate
    /// They wait for cron's next tick.
    case cron
  }

  /// Bounds of what requests and documents may bring.
  public struct Limits: Hashable, Sendable {
    /// Of a request's body, and of a definition.
    public var bodyBytes = 1 << 20
    /// Of one header with its name.
    public var headerBytes = 16 << 10
    public var headers = 100
    /// Of a request's path and query.
    public var urlBytes = 8 << 10
    /// Of a form.
    public var formFields = 1_000
  }

  public struct Sessions: Hashable, Sendable {
    /// A session ends when nothing was asked for so long.
    public var idle = TimeSpan.seconds(12 * 3_600)
    /// A session ends so long after signing in.
    public var absolute = TimeSpan.seconds(7 * 86_400)
  }

  public struct Mail: Hashable, Sendable {
    /// Nil for the program's user on this host.
    public var from: String?
    /// Nil for the first `sendmail` that is found.
    public var program: String?
  }

  public struct Web: Hashable, Sendable {
    public var processes = 2
    /// That answer requests, in each process.
    public var threads = 4
  }
}

/// Where a setting comes from.
public enum ConfigurationOrigin: Hashable, Sendable, CustomStringConvertible {
  case builtIn
  case file(String, line: Int)
  case environment(String)
  case flag(String)

  public var description: String {
    switch self {
    case .builtIn: "built in"
    case .file(let path, let line): "\(path):\(line)"
    case .environment(let name): "environment \(name)"
    case .flag(let name): "flag \(name)"
    }
  }
}
