import CSupervisor

/// What the helper tells; read as `CSupervisor.h` says.
enum HelperMessage: Equatable {
  /// The command runs. `orphanSuspected`: an earlier delivery of the attempt may still be alive.
  case started(pid: Int32, orphanSuspected: Bool)
  case standardOutput([UInt8])
  case standardError([UInt8])
  case exited(CommandEnd)
  /// The command didn't start: the error number, and what was being done (`lock`, `chdir`, `exec` …).
  case failed(code: Int32, stage: String)

  /// Nil when the bytes make no sense.
  init?(kind: UInt8, payload: [UInt8]) {
    var payload = payload[...]
    switch Int(kind) {
    case SUPERVISOR_STARTED:
      guard let pid = payload.popNumber(of: Int32.self), let orphan = payload.popFirst() else { return nil }
      self = .started(pid: pid, orphanSuspected: orphan != 0)
    case SUPERVISOR_STDOUT: self = .standardOutput(Array(payload))
    case SUPERVISOR_STDERR: self = .standardError(Array(payload))
    case SUPERVISOR_EXITED:
      guard let end = CommandEnd(&payload) else { return nil }
      self = .exited(end)
    case SUPERVISOR_FAILED:
      guard let code = payload.popNumber(of: Int32.self) else { return nil }
      self = .failed(code: code, stage: String(decoding: payload, as: UTF8.self))
    default: return nil
    }
  }
}

/// How the command ended, and nothing that it started is left.
struct CommandEnd: Hashable {
  enum Reason: Hashable {
    case byItself
    case asked
    case deadline
  }

  enum Status: Hashable {
    case exited(Int32)
    case signalled(Int32)
  }

  var reason: Reason
  /// It outlived its grace.
  var killed: Bool
  var status: Status

  init(reason: Reason, killed: Bool, status: Status) {
    self.reason = reason
    self.killed = killed
    self.status = status
  }

  init?(_ payload: inout ArraySlice<UInt8>) {
    guard let reason = payload.popFirst(), let killed = payload.popFirst(),
      let status = payload.popNumber(of: Int32.self), let signal = payload.popNumber(of: Int32.self)
    else { return nil }
    switch Int(reason) {
    case SUPERVISOR_BY_ITSELF: self.reason = .byItself
    case SUPERVISOR_ASKED: self.reason = .asked
    case SUPERVISOR_DEADLINE: self.reason = .deadline
    default: return nil
    }
    self.killed = killed != 0
    self.status = signal == 0 ? .exited(status) : .signalled(signal)
  }
}

extension ArraySlice<UInt8> {
  /// Takes a number in the host's byte order from the front.
  fileprivate mutating func popNumber<Number: FixedWidthInteger>(of type: Number.Type) -> Number? {
    let size = MemoryLayout<Number>.size
    guard count >= size else { return nil }
    var number = Number.zero
    Swift.withUnsafeMutableBytes(of: &number) { $0.copyBytes(from: prefix(size)) }
    removeFirst(size)
    return number
  }
}
