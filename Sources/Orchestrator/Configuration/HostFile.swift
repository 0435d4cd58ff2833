import Glibc

/// The few things that the shell does with files, with errors that say which file and why.
public enum HostFile {
  /// What happened to which file.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    /// What was tried: `read`, `write`, `create`, `list`.
    public let action: String
    public let code: Int32

    public var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    public var reason: String { String(cString: strerror(code)) }
    public var description: String { "can't \(action) \(path): \(reason)" }
  }

  /// Owner, permission bits and kind of a file.
  public struct Status: Hashable, Sendable {
    public let owner: UInt32
    public let permissions: UInt32
    public let isDirectory: Bool
    public let size: Int64
    public let modifiedSecondsSince1970: Int64
  }

  /// Follows symbolic links; nil when there is nothing.
  public static func status(of path: String) throws(Failure) -> Status? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw Failure(path: path, action: "look at", code: code)
    }
    return Status(
      owner: status.st_uid, permissions: status.st_mode & 0o7777, isDirectory: status.st_mode & S_IFMT == S_IFDIR,
      size: Int64(status.st_size), modifiedSecondsSince1970: Int64(status.st_mtim.tv_sec))
  }

  /// The whole content of a file.
  /// - Parameter limit: a larger file fails with EFBIG instead of filling the memory.
  public static func read(_ path: String, limit: Int = 16 << 20) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(path: path, action: "read", code: errno) }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return content }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Failure(path: path, action: "read", code: errno) }
      content += buffer[..<count]
      guard content.count <= limit else { throw Failure(path: path, action: "read", code: EFBIG) }
    }
  }

  /// The file as text; bytes that are no UTF-8 fail with EILSEQ.
  public static func readText(_ path: String, limit: Int = 16 << 20) throws(Failure) -> String {
    guard let text = String(validating: try read(path, limit: limit), as: UTF8.self) else {
      throw Failure(path: path, action: "read", code: EILSEQ)
    }
    return text
  }

  /// Makes a file that isn't there yet.
  public static func create(_ path: String, _ content: some Sequence<UInt8>, permissions: UInt32) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw Failure(path: path, action: "create", code: errno) }
    defer { close(descriptor) }
    try writeAll(Array(content), to: descriptor, path: path)
    guard fsync(descriptor) == 0 else { throw Failure(path: path, action: "write", code: errno) }
  }

  /// Writes a file anew, whatever was in it.
  public static func write(_ path: String, _ content: some Sequence<UInt8>) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(path: path, action: "write", code: errno) }
    defer { close(descriptor) }
    try writeAll(Array(content), to: descriptor, path: path)
  }

  /// Makes a directory; one that exists is left as it is.
  public static func createDirectory(_ path: String, permissions: UInt32) throws(Failure) {
    guard mkdir(path, permissions) == 0 || errno == EEXIST else {
      throw Failure(path: path, action: "create", code: errno)
    }
  }

  public static func setPermissions(of path: String, to permissions: UInt32) throws(Failure) {
    guard chmod(path, permissions) == 0 else {
      throw Failure(path: path, action: "set the permissions of", code: errno)
    }
  }

  /// The names in a directory, sorted, without `.` and `..`.
  public static func names(in path: String) throws(Failure) -> [String] {
    guard let directory = opendir(path) else { throw Failure(path: path, action: "list", code: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func writeAll(_ content: [UInt8], to descriptor: Int32, path: String) throws(Failure) {
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Failure(path: path, action: "write", code: errno) }
      rest = rest.dropFirst(count)
    }
  }
}
