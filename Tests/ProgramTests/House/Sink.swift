import Foundation
import JSON
import Testing

/// Somebody outside who is told things: a web server in Python that checks signatures with its own library and writes
/// down what it was sent, one line of JSON each.
final class Sink {
  private static let program = #"""
    import base64, hashlib, hmac, http.server, json, os, sys, threading, time
    folder = sys.argv[1]
    lock = threading.Lock()
    def secret(name):
        text = open(os.path.join(folder, name + '.secret')).read().strip()
        return base64.b64decode(text.removeprefix('whsec_'))
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers['content-length']))
            name = self.path.strip('/')
            ident, stamp = self.headers['webhook-id'], self.headers['webhook-timestamp']
            signed = ident.encode() + b'.' + stamp.encode() + b'.' + body
            code = base64.b64encode(hmac.new(secret(name), signed, hashlib.sha256).digest()).decode()
            valid = any(hmac.compare_digest(part, 'v1,' + code) for part in self.headers['webhook-signature'].split())
            line = {'to': name, 'id': ident, 'valid': valid, 'age': abs(time.time() - int(stamp)),
                    'type': self.headers['content-type'], 'body': json.loads(body)}
            with lock, open(os.path.join(folder, 'received'), 'a') as log: log.write(json.dumps(line) + '\n')
            try: answer = open(os.path.join(folder, name + '.answer')).read().strip()
            except FileNotFoundError: answer = '204'
            if answer == 'hang': time.sleep(1000)
            self.send_response(int(answer)); self.send_header('content-length', '0'); self.end_headers()
        def log_message(self, *arguments): pass
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    open(os.path.join(folder, 'port.new'), 'w').write(str(server.server_address[1]))
    os.rename(os.path.join(folder, 'port.new'), os.path.join(folder, 'port'))
    server.serve_forever()
    """#

  let folder: String
  private let process = Process()
  private(set) var port = ""

  init(in house: TestHouse) throws {
    folder = house.path("sink")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", Self.program, folder]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    #expect(eventually { FileManager.default.fileExists(atPath: folder + "/port") })
    port = try String(contentsOfFile: folder + "/port", encoding: .utf8)
  }

  /// A thread that tests run on blocks SIGTERM, and what it starts inherits that.
  deinit { kill(process.processIdentifier, SIGKILL) }

  func address(_ name: String) -> String { "http://127.0.0.1:\(port)/\(name)" }

  /// Makes an endpoint that leads here.
  func listen(_ name: String, to topics: String..., in house: TestHouse) throws {
    let options = topics.flatMap { ["--topic", $0] }
    let program = try BuiltProgram(
      "escapement", ["endpoints", "add", name, address(name), "--data", house.data] + options, scratch: house.folder)
    let status = try program.wait()
    try #require(status == 0, "\(program.errors)")
    try program.output.write(toFile: "\(folder)/\(name).secret", atomically: true, encoding: .utf8)
  }

  /// What it answers from now on: a status, or `hang`.
  func answer(_ answer: String, at name: String) throws {
    try answer.write(toFile: "\(folder)/\(name).answer", atomically: true, encoding: .utf8)
  }

  var received: [JSONValue] {
    let text = (try? String(contentsOfFile: folder + "/received", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { try? JSONValue(parsing: String($0)) }
  }

  func topics(at name: String) -> [String] {
    received.filter { $0["to"]?.stringValue == name }.compactMap { $0["body"]?["type"]?.stringValue }
  }
}
