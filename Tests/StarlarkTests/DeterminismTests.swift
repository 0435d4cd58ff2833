import Foundation
import Testing

/// Hashes have another seed in every process; nothing that a program sees may depend on it.
struct DeterminismTests {
  private static let program = """
    d = {}
    for i in range(500):
      d["key-%d" % (i * 7919 % 1009)] = i
      if i % 3 == 0:
        d.pop("key-%d" % (i * 31 % 1009), None)
    s = set([(i * 37 % 101, str(i)) for i in range(200)]) | set([1.5, b"x", None, len])
    print(d, s, s & set([None, 1.5]), s ^ set([7]), dir("x"), dir([]), hash("abc"))
    print(sorted(d.items(), key = lambda item: item[1] % 10), {x: d for x in s if x == None}, keys({"b": 1, "a": 2}))
    print(json.encode({"z": 1, "a": [1.0, None]}), unique([3, 1, 3, 2]), max(d, key = lambda key: d[key]))
    def endless():
      n = 0
      while True:
        n += len({n: 1, "x" + str(n): 2})
        print(n)
    endless()
    """

  private func runInNewProcess() throws -> String {
    let process = Process()
    process.executableURL = Self.probe
    process.arguments = ["serve"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let bytes = Data(Self.program.utf8)
    try input.fileHandleForWriting.write(contentsOf: Data("file 50000 16777216 \(bytes.count)\n".utf8) + bytes)
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: answer, as: UTF8.self)
  }

  private static let probe = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "StarlarkProbe")

  @Test(.enabled(if: probe.map { FileManager.default.isExecutableFile(atPath: $0.path) } ?? false))
  func `two processes give the same output, and stop at the same step`() throws {
    let first = try runInNewProcess()
    #expect(first.hasPrefix("exhausted "))
    #expect(first.contains("key-"))
    #expect(try runInNewProcess() == first)
  }
}
