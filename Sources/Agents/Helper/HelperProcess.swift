import CSupervisor
import Glibc

/// A helper that was started, and our end of its channel.
///
/// Started and reaped by the thread that waits for the command: swift-subprocess only works inside tasks, and a thread
/// that blocks on a task stands still when the pool is busy (docs/decisions/0004-helper-is-spawned-by-posix-spawn.md).
struct HelperProcess {
  /// Why there is no helper.
  struct StartFailure: Error {
    let code: Int32
  }

  let channel: HelperChannel
  private let pid: pid_t

  /// Starts `program __exec`.
  init(program: String) throws(StartFailure) {
    var pid: pid_t = 0
    var socket: Int32 = -1
    let code = supervisor_spawn(program, HelperProgram.argument, &pid, &socket)
    guard code == 0 else { throw StartFailure(code: code) }
    self.pid = pid
    channel = HelperChannel(socket: socket)
  }

  /// Closes the channel and waits until the process is reaped. What it ran is over by then.
  func finish() {
    channel.close()
    supervisor_reap(pid)
  }
}
