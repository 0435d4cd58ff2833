import Testing

@testable import Web

struct RequestLocationTests {
  /// What different servers pass for the page `/runs/01j` of the site.
  static let spellings: [(server: String, parameters: [String: String], mount: String)] = [
    ("our nginx.conf", ["REQUEST_URI": "/runs/01j?x=1", "SCRIPT_NAME": "", "PATH_INFO": "/runs/01j"], ""),
    ("nginx with fastcgi_params", ["REQUEST_URI": "/runs/01j", "SCRIPT_NAME": "/runs/01j"], ""),
    (
      "nginx below a prefix", ["REQUEST_URI": "/flow/runs/01j", "SCRIPT_NAME": "/flow", "PATH_INFO": "/runs/01j"],
      "/flow"
    ),
    (
      "Apache's cgi-bin",
      ["REQUEST_URI": "/cgi-bin/e.fcgi/runs/01j", "SCRIPT_NAME": "/cgi-bin/e.fcgi", "PATH_INFO": "/runs/01j"],
      "/cgi-bin/e.fcgi"
    ),
    (
      "a rewrite rule that hides the program",
      ["REQUEST_URI": "/runs/01j", "SCRIPT_NAME": "/escapement.fcgi", "PATH_INFO": "/runs/01j"], ""
    ),
    (
      "a rewrite rule in a folder",
      ["REQUEST_URI": "/ops/runs/01j", "SCRIPT_NAME": "/e.fcgi", "PATH_INFO": "/runs/01j"], "/ops"
    ),
    ("slashes too many", ["REQUEST_URI": "//runs//01j/", "SCRIPT_NAME": "", "PATH_INFO": "//runs//01j/"], ""),
  ]

  @Test(arguments: spellings)
  func `every server's spelling of a path means the same page`(
    server: String, parameters: [String: String], mount: String
  ) throws {
    let location = try GatewayParameters(parameters).location()
    #expect(location == RequestLocation(mount: mount, segments: ["runs", "01j"]), "\(server)")
  }

  @Test func `a program called without a path is its own front page`() throws {
    let location = try GatewayParameters(["REQUEST_URI": "/cgi-bin/e.fcgi", "SCRIPT_NAME": "/cgi-bin/e.fcgi"])
      .location()
    #expect(location == RequestLocation(mount: "/cgi-bin/e.fcgi", segments: []))
  }

  @Test(arguments: ["/runs/../../etc/passwd", "/./runs", "/runs/.."])
  func `a path that climbs is refused`(path: String) {
    #expect(throws: Problem.self) { try GatewayParameters(["PATH_INFO": path, "REQUEST_URI": path]).location() }
  }
}
