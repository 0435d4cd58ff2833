import Foundation
import Testing

/// One of our programs as it was built, started as a user would. No product code is imported here.
final class BuiltProgram {
  /// The folder that the built programs lie in: that of the test bundle.
  static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path

  private let process = Process()
  private let outputFile: String
  private let errorFile: String

  /// Output goes to files: a pipe could be held open by a process that outlives the program.
  init(
    _ name: String, _ arguments: [String], environment: [String: String] = [:], folder: String = BuiltProgram.folder,
    scratch: String
  ) throws {
    let base = "\(scratch)/\(name)-\(UUID().uuidString)"
    outputFile = base + ".out"
    errorFile = base + ".err"
    for file in [outputFile, errorFile] { try Data().write(to: URL(fileURLWithPath: file)) }
    process.executableURL = URL(fileURLWithPath: "\(folder)/\(name)")
    process.arguments = arguments
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": scratch].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: outputFile)
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    try process.run()
  }

  var id: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }
  var output: String { (try? String(contentsOfFile: outputFile, encoding: .utf8)) ?? "" }
  var errors: String { (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? "" }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end, at most `seconds`.
  @discardableResult
  func wait(seconds: Double = 60) throws -> Int32 {
    let ended = eventually(seconds: seconds) { !process.isRunning }
    if !ended { send(SIGKILL) }
    try #require(ended, "it did not end within \(seconds) s: \(errors)")
    return process.terminationStatus
  }

  /// Which signal ended it; nil while it runs, and when it ended by itself.
  var endingSignal: Int32? {
    !process.isRunning && process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
  }
}

/// Waits until something holds.
func eventually(seconds: Double = 20, _ condition: () -> Bool) -> Bool {
  let end = Date().addingTimeInterval(seconds)
  while !condition() {
    if Date() > end { return false }
    usleep(2_000)
  }
  return true
}
