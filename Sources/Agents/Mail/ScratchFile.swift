import Foundation

/// A file without a name, gone with this object: what a program reads or says, however much, without a pipe that
/// somebody would have to empty meanwhile.
final class ScratchFile {
  let descriptor: Int32

  struct Failure: Error, CustomStringConvertible {
    let folder: String
    let code: Int32
    var description: String { "can't write to a file in \(folder): \(String(cString: strerror(code)))" }
  }

  init(_ content: [UInt8]) throws(Failure) {
    let folder = FileManager.default.temporaryDirectory.path
    let path = "\(folder)/escapement-\(UUID().uuidString)"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(folder: folder, code: errno) }
    unlink(path)
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Failure(folder: folder, code: errno) }
      rest = rest.dropFirst(count)
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  func content(atMost limit: Int) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = pread(descriptor, &buffer, limit, 0)
    return Array(buffer.prefix(max(0, count)))
  }
}
