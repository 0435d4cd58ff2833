public import HTTPTypes

/// One request, normalised once at the edge: a handler can't tell which gateway it came through.
public struct WebRequest: Sendable {
  public var method: HTTPRequest.Method
  /// The path below the mount, percent-decoded, without empty segments: `["runs", "01j…"]`.
  public var segments: [String]
  /// What stands before the path in every link: nothing, or `/cgi-bin/escapement.fcgi`.
  public var mount: String
  public var query: FormFields
  /// The fields that some handler reads (``GatewayParameters``); no others get in.
  public var headers: HTTPFields
  public var body: [UInt8]
  /// Whether the browser spoke HTTPS with the web server.
  public var isSecure: Bool
  /// What the client believes our name to be. Good for comparing it with `Origin`, never for making links.
  public var host: String
  public var remoteAddress: String

  public init(
    method: HTTPRequest.Method, segments: [String], mount: String = "", query: FormFields = FormFields(),
    headers: HTTPFields = HTTPFields(), body: [UInt8] = [], isSecure: Bool = false, host: String = "",
    remoteAddress: String = ""
  ) {
    self.method = method
    self.segments = segments
    self.mount = mount
    self.query = query
    self.headers = headers
    self.body = body
    self.isSecure = isSecure
    self.host = host
    self.remoteAddress = remoteAddress
  }

  /// The path below the mount as it stands in a link: `/runs/01j…`.
  public var path: String { "/" + segments.map(PercentCoding.encodedSegment).joined(separator: "/") }

  /// Whether the request is one to the programming interface, which answers in JSON.
  public var isForAPI: Bool {
    segments.first == "api" || segments.first == "ping" || isForHook || Self.machineReadable.contains(segments)
  }

  /// Whether a webhook's sender asks: it has no token of ours, and its fields are its own.
  var isForHook: Bool { segments.first == Self.hooks }

  static let hooks = "hooks"

  private static let machineReadable: Set<[String]> = [["health"], ["ready"], ["version"]]
}
