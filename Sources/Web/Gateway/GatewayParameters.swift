import HTTPTypes
import Orchestrator

/// The meta-variables of CGI/1.1 (RFC 3875), as FastCGI and the environment of a CGI program pass them.
///
/// Web servers disagree on the path: Apache and fcgiwrap split it into SCRIPT_NAME and PATH_INFO, nginx's usual
/// parameters put the whole of it into SCRIPT_NAME. It is settled here, once; see ``location()``.
public struct GatewayParameters: Sendable {
  private let values: [String: String]

  public init(_ values: [String: String]) { self.values = values }

  subscript(name: String) -> String? { values[name] }

  /// The request without its body; a ``Problem`` (400, 414, 431, 501) when it can't be one for us.
  func head(limits: Configuration.Limits) throws(Problem) -> WebRequest {
    try check(limits)
    guard let method = HTTPRequest.Method(values["REQUEST_METHOD"] ?? "") else {
      throw Problem(.badRequest, "The request has no method that HTTP could have.")
    }
    let location = try location()
    return WebRequest(
      method: method, segments: location.segments, mount: location.mount,
      query: try FormFields(parsing: (values["QUERY_STRING"] ?? "").utf8, atMost: limits.formFields),
      headers: headers(all: location.segments.first == WebRequest.hooks),
      isSecure: values["HTTPS"]?.lowercased() == "on" || values["REQUEST_SCHEME"] == "https",
      host: values["HTTP_HOST"] ?? "", remoteAddress: values["REMOTE_ADDR"] ?? "")
  }

  /// What the client said about its body's length; nil when it said nothing.
  func bodyLength() throws(Problem) -> Int? {
    guard let text = values["CONTENT_LENGTH"], !text.isEmpty else { return nil }
    guard let length = Int(text), length >= 0 else { throw Problem(.badRequest, "Content-Length is not a length.") }
    return length
  }

  private func check(_ limits: Configuration.Limits) throws(Problem) {
    guard (values["REQUEST_URI"] ?? "").utf8.count <= limits.urlBytes else {
      throw Problem(.uriTooLong, "The address is longer than \(limits.urlBytes) bytes.")
    }
    let fields = values.filter { $0.key.hasPrefix("HTTP_") }
    guard fields.count <= limits.headers else {
      throw Problem(.requestHeaderFieldsTooLarge, "There are more than \(limits.headers) header fields.")
    }
    if let large = fields.first(where: { $0.key.utf8.count + $0.value.utf8.count > limits.headerBytes }) {
      let name = large.key.dropFirst("HTTP_".count).lowercased().prefix(64)
      throw Problem(
        .requestHeaderFieldsTooLarge, "The header field \(name) is longer than \(limits.headerBytes) bytes.")
    }
  }

  /// Only fields that handlers read become fields of the request: HTTP_PROXY, which some libraries would take for their
  /// proxy's address, gets no further than this.
  ///
  /// - Parameter all: a webhook's sender signs in fields that its own settings name.
  private func headers(all: Bool) -> HTTPFields {
    var fields = HTTPFields()
    if all {
      for (variable, value) in values where variable.hasPrefix("HTTP_") && variable != "HTTP_PROXY" {
        let text = String(variable.dropFirst("HTTP_".count)).replacing("_", with: "-")
        if let name = HTTPField.Name(text) { fields[name] = value }
      }
    }
    for (variable, name) in Self.readFields {
      if let value = values[variable] { fields[name] = value }
    }
    // Apache hides the credentials from CGI programs unless a rewrite rule hands them on under this name.
    if fields[.authorization] == nil, let value = values["REDIRECT_HTTP_AUTHORIZATION"] {
      fields[.authorization] = value
    }
    return fields
  }

  private static let readFields: [(String, HTTPField.Name)] = [
    ("HTTP_ACCEPT", .accept), ("HTTP_AUTHORIZATION", .authorization), ("CONTENT_TYPE", .contentType),
    ("HTTP_COOKIE", .cookie), ("HTTP_IDEMPOTENCY_KEY", .idempotencyKey),
    ("HTTP_IF_MATCH", .ifMatch), ("HTTP_IF_NONE_MATCH", .ifNoneMatch), ("HTTP_ORIGIN", .origin),
    ("HTTP_SEC_FETCH_SITE", .secFetchSite), ("HTTP_USER_AGENT", .userAgent),
    ("HTTP_X_FORWARDED_FOR", .xForwardedFor),
  ]
}
