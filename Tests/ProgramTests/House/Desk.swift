import Foundation
import JSON
import Testing

/// A place at which one types commands: a fresh folder, and a data directory in it once `init` was called.
struct Desk {
  let folder: String
  var data: String { "\(folder)/data" }

  struct Answer {
    var status: Int32
    var output: String
    var errors: String
  }

  init() throws {
    folder = NSTemporaryDirectory() + "escapement-desk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// A desk with an installation.
  static func ready() throws -> Desk {
    let desk = try Desk()
    try #require(try desk.type("init").status == 0)
    return desk
  }

  @discardableResult
  func type(_ arguments: String..., environment: [String: String] = [:]) throws -> Answer {
    try type(arguments, environment: environment)
  }

  @discardableResult
  func type(_ arguments: [String], environment: [String: String] = [:]) throws -> Answer {
    let variables = ["ESCAPEMENT_DATA": data].merging(environment) { $1 }
    let program = try BuiltProgram("escapement", arguments, environment: variables, scratch: folder)
    let status = try program.wait()
    return Answer(status: status, output: program.output, errors: program.errors)
  }

  func json(_ arguments: String...) throws -> JSONValue {
    let program = try BuiltProgram(
      "escapement", arguments + ["--format", "json"], environment: ["ESCAPEMENT_DATA": data], scratch: folder)
    try #require(try program.wait() == 0, "\(arguments): \(program.errors)")
    return try JSONValue(parsing: program.output)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let path = path(name)
    let parent = URL(filePath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
