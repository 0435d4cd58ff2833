import Dispatch
import Subprocess
import Synchronization
import SystemPackage

/// A helper that was started, and our end of its channel.
///
/// Starting and reaping are swift-subprocess's; the channel is a socket of ours, read by the calling thread, since
/// nothing that blocks may wait inside a `Task`.
final class HelperProcess: Sendable {
  let channel: HelperChannel
  private let ended = DispatchSemaphore(value: 0)
  private let problem = Mutex<String?>(nil)

  /// Starts `program __exec`. That it couldn't be started shows as a channel that closes, and in ``startProblem``.
  init(program: String) throws(Errno) {
    let (ours, theirs) = try HelperChannel.pair()
    channel = ours
    var options = PlatformOptions()
    options.createSession = true
    Task.detached { [self, options] in
      do {
        _ = try await run(
          .path(FilePath(program)), arguments: [HelperProgram.argument], platformOptions: options,
          input: .fileDescriptor(theirs, closeAfterSpawningProcess: true), output: .discarded, error: .discarded)
      } catch {
        problem.withLock { $0 = "\(error)" }
      }
      ended.signal()
    }
  }

  /// Closes the channel and waits until the process is reaped. What it ran is over by then.
  func finish() {
    channel.close()
    ended.wait()
  }

  /// Why it couldn't be started. To be asked after ``finish()``.
  var startProblem: String? { problem.withLock { $0 } }
}
