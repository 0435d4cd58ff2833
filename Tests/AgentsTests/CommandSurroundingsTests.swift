import Agents
import Engine
import Foundation
import JSON
import Testing

@Suite struct CommandSurroundingsTests {
  let bench = try? CommandBench()

  @Test func `nothing of our own environment reaches a command but what is listed`() throws {
    let bench = try #require(bench)
    var surroundings = bench.surroundings
    surroundings.environment = ["PATH": "/usr/bin:/bin", "LANG": "de_DE.UTF-8", "AWS_SECRET_ACCESS_KEY": "hush"]
    let person = CommandSpec.Variable(name: "PERSON", value: try Template(compiling: "Ada"))
    var request = try bench.request(
      shell: "env | grep -v '^PWD=\\|^OLDPWD=\\|^_=\\|^SHLVL=' | sort", timeout: .seconds(60)
    ) { $0.environment = [person] }
    request.task = "look"
    let performance = ExecutorRegistry(surroundings: surroundings).perform(request)
    let lines = performance.output?.stringValue?.split(separator: "\n").map(String.init) ?? []
    let traceparent = lines.first { $0.hasPrefix("TRACEPARENT=00-") }
    #expect(
      lines == [
        "ESCAPEMENT_ATTEMPT=2", "ESCAPEMENT_DEADLINE=2023-11-14T22:14:20Z", "ESCAPEMENT_DELIVERY=3",
        "ESCAPEMENT_IDEMPOTENCY_KEY=01run/5f/2", "ESCAPEMENT_RUN_ID=01run", "ESCAPEMENT_STEP=diagnostics/pods",
        "ESCAPEMENT_TASK=look", "LANG=de_DE.UTF-8", "PATH=/usr/bin:/bin", "PERSON=Ada", traceparent,
      ])
  }

  @Test func `a command has no descriptors but its own three`() throws {
    let bench = try #require(bench)
    // `ls` itself opens the folder that it lists.
    #expect(try bench.perform(shell: "ls /proc/self/fd | tr '\\n' ' '").output == "0 1 2 3 ")
  }

  @Test func `a command has default signals and leads a session`() throws {
    let bench = try #require(bench)
    // Python reads its own state, and ignores SIGPIPE and SIGXFSZ itself (13 and 25). 32 and 33 are glibc's own.
    let program = #"""
      import os
      state = dict(line.split(":", 1) for line in open("/proc/self/status"))
      print(int(state["SigBlk"], 16), hex(int(state["SigIgn"], 16) & 0x7fffffff), os.getsid(0) == os.getpgid(0))
      """#
    let shell = "exec python3 -c '\(program.replacing("      ", with: ""))'"
    let performance = try bench.perform(shell: shell)
    #expect(performance.output == "0 0x1001000 True")
  }

  @Test func `each attempt has a fresh folder whose files are kept`() throws {
    let bench = try #require(bench)
    #expect(try bench.perform(shell: "ls; mkdir sub; echo one > sub/report.txt").output == "")
    #expect(bench.text("artifacts/01run/5f/2.3/sub/report.txt") == "one\n")
    // The same attempt again, as after a crash.
    #expect(try bench.perform(shell: "ls").output == "")
    #expect(!FileManager.default.fileExists(atPath: bench.path("artifacts/01run")))
  }

  @Test func `what is too much or a link isn't kept, and the log says so`() throws {
    let bench = try #require(bench)
    var surroundings = bench.surroundings
    surroundings.artifactBounds.bytes = 10
    let request = try bench.request(shell: "printf 12345678 > a; printf 12345678 > b; ln -s /etc/passwd c")
    let performance = ExecutorRegistry(surroundings: surroundings).perform(request)
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("artifacts/01run/5f/2.3")) == ["a"])
    #expect(performance.log?.text.contains("2 files were not kept") == true)
  }

  @Test func `limits reach the command and using one up is a limit error`() throws {
    let bench = try #require(bench)
    let limits = try bench.perform(shell: "ulimit -n; ulimit -c") { $0.limits.openFiles = 40 }
    #expect(limits.output == "40\n0")
    let large = try bench.perform(shell: "exec head -c 5000000 /dev/zero > big") { $0.limits.fileBytes = 4096 }
    #expect(large.error?.has(.limit) == true)
    #expect(large.error?.message.contains("fileBytes (4096)") == true)
    let busy = try bench.perform(shell: "while :; do :; done") { $0.limits.cpuSeconds = 1 }
    #expect(busy.error?.message.contains("cpuSeconds (1)") == true)
  }
}
