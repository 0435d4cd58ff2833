import Foundation
import JSON
import Testing

/// A fresh installation whose agents write a ledger outside of it, worked on with the built programs only.
struct TestHouse {
  let folder: String
  var data: String { "\(folder)/data" }
  var ledger: Ledger { Ledger(path: "\(folder)/ledger") }

  /// - Parameter settings: lines of `escapement.yaml`.
  init(settings: [String] = []) throws {
    folder = NSTemporaryDirectory() + "escapement-house-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try escapement("init", "--no-hello")
    // Only the ticks that a test starts work.
    let lines = ["dispatch: cron"] + settings
    try write(lines.joined(separator: "\n") + "\n", to: "data/escapement.yaml")
    try write(Self.agent(ledger: "\(folder)/ledger"), to: "data/agents/worker.yaml")
    for (name, text) in Self.workflows { try write(text, to: "data/workflows/\(name).workflow.yaml") }
    try escapement("sync")
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Runs a command of the operator's tool and expects it to go well.
  @discardableResult
  func escapement(_ arguments: String...) throws -> String { try escapement(words: arguments) }

  @discardableResult
  func escapement(words arguments: [String]) throws -> String {
    let program = try BuiltProgram("escapement", arguments + ["--data", data], scratch: folder)
    let status = try program.wait()
    try #require(status == 0, "escapement \(arguments): \(program.errors)\(program.output)")
    return program.output
  }

  /// Starts a tick and doesn't wait for it.
  func startTick(_ arguments: String..., environment: [String: String] = [:]) throws -> BuiltProgram {
    try BuiltProgram("tick", ["--data", data] + arguments, environment: environment, scratch: folder)
  }

  /// Runs a tick to its end and expects it to go well.
  @discardableResult
  func tick(_ arguments: String...) throws -> JSONValue {
    let program = try BuiltProgram("tick", ["--data", data, "--json"] + arguments, scratch: folder)
    let status = try program.wait()
    try #require(status == 0, "tick: \(program.errors)\(program.output)")
    return try JSONValue(parsing: program.output)
  }

  /// Starts a run and answers its id.
  func start(_ workflow: String, input: String = "{}") throws -> String {
    try escapement("run", workflow, "--input", input)
    let runs = try JSONValue(parsing: try escapement("runs", "--format", "json")).arrayValue ?? []
    // ULIDs: the newest is the greatest.
    let newest = runs.compactMap { $0["id"]?.stringValue }.max()
    return try #require(newest)
  }

  func show(_ run: String) throws -> RunView {
    RunView(value: try JSONValue(parsing: try escapement("show", run, "--format", "json")))
  }

  func eventTypes(_ run: String) throws -> [String] {
    let lines = try escapement("events", run, "--format", "json").split(separator: "\n")
    return try lines.map { try JSONValue(parsing: String($0)) }.compactMap { $0["type"]?.stringValue }
  }

  /// Changes the database behind everybody's back, and answers what the statement returns, one line a row.
  @discardableResult
  func sql(_ statement: String) throws -> String {
    let program =
      "import sqlite3,sys; db=sqlite3.connect(sys.argv[1],timeout=20); "
      + "[print(*row) for row in db.execute(sys.argv[2])]; db.commit(); db.close()"
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", program, "\(data)/escapement.db", statement]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(statement)")
    return text
  }
}

/// A run as `escapement show --format json` tells it.
struct RunView {
  let value: JSONValue

  private var run: JSONValue { value["run"] ?? value }
  var status: String { run["status"]?.stringValue ?? "" }
  var errorType: String? { run["error"]?["type"]?.stringValue }
  var steps: [JSONValue] { value["steps"]?.arrayValue ?? [] }

  /// Ids of the steps whose success is committed.
  var succeeded: Set<String> {
    Set(steps.filter { $0["status"]?.stringValue == "SUCCEEDED" }.compactMap { $0["id"]?.stringValue })
  }
}
