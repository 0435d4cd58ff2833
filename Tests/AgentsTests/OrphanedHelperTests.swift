import Agents
import Engine
import Foundation
import JSON
import Testing

/// Whoever holds the helper's channel is killed with SIGKILL: a small Python program that speaks the protocol.
@Suite(.timeLimit(.minutes(1))) struct OrphanedHelperTests {
  let bench = try? CommandBench()

  @Test func `when the channel's holder is killed, the command and its descendants go, then the lock`() throws {
    let bench = try #require(bench)
    let shell = """
      trap '' TERM HUP
      echo $$ > \(bench.path("command"))
      setsid sh -c 'trap "" TERM HUP; echo $$ > \(bench.path("daemon")); while :; do sleep 1; done' &
      while :; do sleep 1; done
      """
    let holder = try bench.hold(shell)
    #expect(eventually { !bench.text("command").isEmpty && !bench.text("daemon").isEmpty })
    let (command, daemon) = (try bench.pid("command"), try bench.pid("daemon"))
    #expect(isAlive(command) && isAlive(daemon))

    kill(holder.processIdentifier, SIGKILL)
    #expect(eventually { !isAlive(command) && !isAlive(daemon) })
    #expect(eventually { !FileManager.default.fileExists(atPath: bench.path("lock")) })
  }

  @Test func `the next delivery begins only when the orphan is gone`() throws {
    let bench = try #require(bench)
    let ledger = bench.path("ledger")
    let first = "echo start 1 >> \(ledger); trap '' TERM; while :; do echo alive >> \(ledger); sleep 0.01; done"
    let holder = try bench.hold(first)
    #expect(eventually { bench.text("ledger").contains("alive") })
    kill(holder.processIdentifier, SIGKILL)
    let second = try bench.hold("echo start 2 >> \(ledger); sleep 0.2; echo end 2 >> \(ledger)")
    #expect(eventually { bench.text("ledger").hasSuffix("end 2\n") })
    let lines = bench.text("ledger").split(separator: "\n")
    #expect(lines.suffix(2) == ["start 2", "end 2"])
    kill(second.processIdentifier, SIGKILL)
  }
}

extension CommandBench {
  /// Starts a process that starts a helper for a shell command, and holds its channel until it is killed.
  func hold(_ shell: String) throws -> Process {
    let program = """
      import os, socket, struct, subprocess, sys, time
      tick, lock, folder, shell = sys.argv[1:]
      def text(value): return struct.pack("=I", len(value)) + value.encode() + b"\\0"
      def texts(values): return struct.pack("=I", len(values)) + b"".join(map(text, values))
      body = struct.pack("=8q", -1, 10000, 15000, -1, -1, -1, -1, -1)
      body += text(lock) + text(folder) + texts(["/bin/sh", "-c", shell]) + texts(["PATH=/usr/bin:/bin"])
      body += struct.pack("=I", 0)
      ours, theirs = socket.socketpair()
      subprocess.Popen([tick, "__exec"], stdin=theirs, stdout=subprocess.DEVNULL)
      theirs.close()
      ours.sendall(struct.pack("=II", 0x31585345, len(body)) + body)
      while ours.recv(4096): pass
      time.sleep(1000)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", program, Self.tick, path("lock"), folder, shell]
    try process.run()
    return process
  }
}
