import HTTPTypes
import Orchestrator

extension Exchange {
  /// Who sent the request: the web server's client, or, if that is a proxy of ours, whom the proxy names.
  ///
  /// Each proxy adds whom it heard from at the end of `X-Forwarded-For`. What stands before the last address that isn't
  /// a proxy of ours was written by a stranger.
  var clientAddress: String {
    let proxies = installation.configuration.trustedProxies.compactMap(IPRange.init)
    func isOurs(_ text: String) -> Bool {
      IPAddress(text).map { address in proxies.contains { $0.contains(address) } } ?? false
    }
    guard isOurs(request.remoteAddress), let field = request.headers[.xForwardedFor] else {
      return request.remoteAddress
    }
    let named = field.split(separator: ",").map { String($0).trimmingWhitespace() }
    return named.last { !isOurs($0) } ?? named.first ?? request.remoteAddress
  }
}
