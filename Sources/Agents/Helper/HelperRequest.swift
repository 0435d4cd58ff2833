import CSupervisor
import Engine

/// What the helper is asked to run; written as `CSupervisor.h` says.
struct HelperRequest {
  var timeout: TimeSpan?
  var grace: TimeSpan
  /// How long to wait for the lock of an earlier delivery of the attempt.
  var lockWait: TimeSpan
  var limits: Limits
  var lockFile: String
  var workingFolder: String
  var arguments: [String]
  var environment: [(name: String, value: String)]
  var input: [UInt8]

  /// Nil leaves the host's limit.
  struct Limits {
    var cpuSeconds: Int?
    var memoryBytes: Int?
    var openFiles: Int?
    var fileBytes: Int?
    var processes: Int?
  }

  /// The request's bytes; nil when it is longer than the helper reads.
  var bytes: [UInt8]? {
    var body = HelperBytes()
    for span in [timeout?.milliseconds ?? -1, grace.milliseconds, lockWait.milliseconds] { body.append(span) }
    for limit in [limits.cpuSeconds, limits.memoryBytes, limits.openFiles, limits.fileBytes, limits.processes] {
      body.append(Int64(limit ?? -1))
    }
    body.append(lockFile)
    body.append(workingFolder)
    body.append(arguments)
    body.append(environment.map { "\($0.name)=\($0.value)" })
    body.append(UInt32(clamping: input.count))
    body.bytes += input
    guard body.bytes.count <= SUPERVISOR_MAX_REQUEST else { return nil }
    var message = HelperBytes()
    message.append(UInt32(SUPERVISOR_MAGIC))
    message.append(UInt32(body.bytes.count))
    return message.bytes + body.bytes
  }
}

/// Numbers in the host's byte order and texts with their length.
private struct HelperBytes {
  var bytes: [UInt8] = []

  mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number) { bytes += $0 }
  }

  mutating func append(_ text: String) {
    append(UInt32(clamping: text.utf8.count))
    bytes += text.utf8
    bytes.append(0)
  }

  mutating func append(_ texts: [String]) {
    append(UInt32(clamping: texts.count))
    for text in texts { append(text) }
  }
}
