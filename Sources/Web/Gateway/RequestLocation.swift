import HTTPTypes

/// Where a request points: the mount that every link of ours begins with, and the path below it.
struct RequestLocation: Hashable, Sendable {
  var mount: String
  var segments: [String]
}

extension GatewayParameters {
  /// - With PATH_INFO (Apache, fcgiwrap, our nginx.conf) it is the path, and what the address has before it the mount.
  /// - Without it, a SCRIPT_NAME that ends in a program's name is a program called at its root.
  /// - Else SCRIPT_NAME is what nginx's `fastcgi_params` put there: the whole path, at no mount.
  func location() throws(Problem) -> RequestLocation {
    let script = self["SCRIPT_NAME"] ?? ""
    if let path = self["PATH_INFO"], !path.isEmpty {
      return RequestLocation(mount: mount(before: path, script: script), segments: try segments(of: path))
    }
    if Self.namesProgram(script) { return RequestLocation(mount: mount(before: "", script: script), segments: []) }
    let path = script.isEmpty ? try decodedTarget() : script
    return RequestLocation(mount: "", segments: try segments(of: path))
  }

  /// SCRIPT_NAME is the mount only if the browser's address shows it: a rewrite rule may have put it there unseen.
  private func mount(before path: String, script: String) -> String {
    guard let target = self["REQUEST_URI"] else { return script }
    let shown = String(target.prefix { $0 != "?" })
    if !script.isEmpty, shown == script || shown.hasPrefix(script + "/") { return script }
    guard !path.isEmpty, shown.hasSuffix(path) else { return "" }
    return String(shown.dropLast(path.count)).trimmingSuffix("/")
  }

  private func decodedTarget() throws(Problem) -> String {
    let target = (self["REQUEST_URI"] ?? self["DOCUMENT_URI"] ?? "/").prefix { $0 != "?" }
    guard let path = PercentCoding.decoded(target.utf8) else {
      throw Problem(.badRequest, "The address is not percent-encoded UTF-8.")
    }
    return path
  }

  private func segments(of path: String) throws(Problem) -> [String] {
    let segments = path.split(separator: "/").map(String.init)
    guard !segments.contains("."), !segments.contains("..") else {
      throw Problem(.badRequest, "An address of this site has no . or .. in it.")
    }
    return segments
  }

  private static func namesProgram(_ script: String) -> Bool { script.hasSuffix(".fcgi") || script.hasSuffix(".cgi") }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    hasSuffix(String(suffix)) ? String(dropLast()) : self
  }
}
