import Agents
import Engine
import Foundation
import JSON
import Testing

@Suite(.timeLimit(.minutes(1))) struct CommandEndingTests {
  let bench = try? CommandBench()

  @Test func `a command that never ends is a timeout, and gone`() throws {
    let bench = try #require(bench)
    let shell = "echo $$ > \(bench.path("pid")); echo so far >&2; exec sleep 1000"
    let performance = try bench.perform(shell: shell, timeout: TimeSpan(milliseconds: 300))
    #expect(performance.error?.has(.timeout) == true)
    #expect(performance.error?.details["signal"] == "SIGTERM")
    #expect(performance.log?.text == "so far\n")
    #expect(!isAlive(try bench.pid("pid")))
  }

  @Test func `a command that ignores SIGTERM is killed after its grace`() throws {
    let bench = try #require(bench)
    let begin = Date()
    let performance = try bench.perform(
      shell: "trap '' TERM; while :; do sleep 0.05; done", timeout: TimeSpan(milliseconds: 200))
    #expect(performance.error?.has(.timeout) == true)
    #expect(performance.error?.details["signal"] == "SIGKILL")
    #expect(performance.error?.details["killedAfterGrace"] == true)
    #expect(Date().timeIntervalSince(begin) >= 0.5)
  }

  @Test func `what a command does with its grace counts`() throws {
    let bench = try #require(bench)
    let shell = "trap 'echo saved >&2; exit 9' TERM; while :; do sleep 0.02; done"
    let performance = try bench.perform(shell: shell, timeout: TimeSpan(milliseconds: 200))
    #expect(performance.error?.has(.timeout) == true)
    #expect(performance.error?.details["exitStatus"] == 9)
    #expect(performance.log?.text.hasSuffix("saved\n") == true)
  }

  @Test func `a command that prints a hundred megabytes is stopped`() throws {
    let bench = try #require(bench)
    let performance = try bench.perform(
      shell: "head -c 104857600 /dev/zero | tr '\\0' x; echo done > \(bench.path("done"))")
    #expect(performance.error?.has(.limit) == true)
    #expect(performance.error?.message.contains("outputBytes") == true)
    #expect(bench.text("done") == "")
  }

  @Test func `of a long standard error the end is kept`() throws {
    let bench = try #require(bench)
    let performance = try bench.perform(shell: "head -c 10000000 /dev/zero | tr '\\0' x >&2; echo the end >&2; exit 1")
    {
      $0.limits.logBytes = 4096
    }
    #expect(performance.log?.isTruncated == true)
    #expect(performance.log?.text.utf8.count == 4096)
    #expect(performance.log?.text.hasSuffix("xxthe end\n") == true)
    #expect(performance.error?.details["stderr"]?.stringValue?.hasSuffix("the end\n") == true)
  }

  @Test func `a daemon that left its session is gone when the step ends`() throws {
    let bench = try #require(bench)
    // Twice forked, in a session of its own, its streams closed: the textbook's daemon.
    let daemon = "echo $$ > \(bench.path("daemon")); trap '' TERM HUP; while :; do sleep 1; done"
    let shell =
      "( setsid sh -c \"\(daemon.replacingOccurrences(of: "$$", with: "\\$\\$"))\" </dev/null >/dev/null 2>&1 & ) & "
      + "while [ ! -s \(bench.path("daemon")) ]; do sleep 0.01; done; echo left"
    let performance = try bench.perform(shell: shell)
    #expect(performance.output == "left")
    #expect(!isAlive(try bench.pid("daemon")))
  }

  @Test func `what keeps the output open in the background doesn't delay the end`() throws {
    let bench = try #require(bench)
    let begin = Date()
    #expect(try bench.perform(shell: "sleep 1000 & echo done").output == "done")
    #expect(Date().timeIntervalSince(begin) < 5)
  }

  @Test(arguments: [Cancellation.Reason.cancelled, .interrupted])
  func `a cancelled command is asked to end`(reason: Cancellation.Reason) throws {
    let bench = try #require(bench)
    let cancellation = Cancellation()
    let shell = "echo $$ > \(bench.path("pid")); exec sleep 1000"
    let request = try bench.request(shell: shell, cancellation: cancellation)
    Thread.detachNewThread {
      _ = eventually { !bench.text("pid").isEmpty }
      cancellation.request(reason)
    }
    let performance = bench.perform(request)
    switch reason {
    case .cancelled: #expect(performance.error?.has(.cancelled) == true)
    case .interrupted: #expect(performance.result == .interrupted)
    }
    #expect(!isAlive(try bench.pid("pid")))
  }

  @Test func `a step that is cancelled before it begins starts nothing`() throws {
    let bench = try #require(bench)
    let cancellation = Cancellation()
    cancellation.request(.cancelled)
    let performance = try bench.perform(shell: "touch \(bench.path("ran"))", cancellation: cancellation)
    #expect(performance.error?.has(.cancelled) == true)
    #expect(!FileManager.default.fileExists(atPath: bench.path("ran")))
  }

  @Test func `the attempt's lock is gone with the command`() throws {
    let bench = try #require(bench)
    #expect(try bench.perform(shell: "ls \(bench.path("attempts"))").output == "5f-2.lock")
    #expect(eventually { (try? FileManager.default.contentsOfDirectory(atPath: bench.path("attempts"))) == [] })
  }

  @Test func `a second delivery waits until the first one is gone`() throws {
    let bench = try #require(bench)
    var first = try bench.request(
      shell: "echo first >> \(bench.path("ledger")); sleep 0.3; echo end >> \(bench.path("ledger"))")
    first.delivery = 1
    let delivery = first
    Thread.detachNewThread { _ = bench.perform(delivery) }
    #expect(eventually { bench.text("ledger") == "first\n" })
    let performance = try bench.perform(shell: "echo second >> \(bench.path("ledger"))")
    #expect(bench.text("ledger") == "first\nend\nsecond\n")
    #expect(!performance.orphanSuspected)
  }

  @Test func `a lock that isn't let go in time is replaced, and an orphan suspected`() throws {
    let bench = try #require(bench)
    try FileManager.default.createDirectory(atPath: bench.path("attempts"), withIntermediateDirectories: true)
    let stranger = open(bench.path("attempts/5f-2.lock"), O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    defer { close(stranger) }
    #expect(flock(stranger, LOCK_EX | LOCK_NB) == 0)
    // Five seconds longer than the grace.
    let performance = try bench.perform(shell: "echo ran") { $0.grace = TimeSpan(milliseconds: 1) }
    #expect(performance.output == "ran")
    #expect(performance.orphanSuspected)
  }
}

extension CommandBench {
  func pid(_ file: String) throws -> Int32 {
    try #require(Int32(text(file).trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}
