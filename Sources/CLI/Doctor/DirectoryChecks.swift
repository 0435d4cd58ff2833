import Glibc
import Orchestrator

/// The data directory and the file system that it lies on.
struct DirectoryChecks {
  let directory: DataDirectory

  func findings() -> [Finding] { [permissions(), secret(), fileSystem(), space()] }

  private func permissions() -> Finding {
    let name = "data directory"
    guard let status = try? HostFile.status(of: directory.path) else {
      return .failure(name, "\(directory) can't be looked at", "check the folders above it")
    }
    let mode = String(status.permissions, radix: 8)
    guard status.permissions & 0o077 == 0 else {
      return .warning(name, "\(directory) has mode \(mode): others may look inside", "chmod 700 \(directory)")
    }
    return .ok(name, "\(directory), of \(UserName.of(status.owner)), mode \(mode)")
  }

  private func secret() -> Finding {
    let name = "secret key"
    let lost = "put back the file from a backup; without it what was encrypted with it is lost"
    guard let status = try? HostFile.status(of: directory.secretKey) else {
      return .failure(name, "\(directory.secretKey) is missing", lost)
    }
    guard status.permissions & 0o077 == 0 else {
      return .failure(name, "\(directory.secretKey) can be read by others", "chmod 600 \(directory.secretKey)")
    }
    return .ok(name, "\(directory.secretKey)")
  }

  private func fileSystem() -> Finding {
    let name = "file system"
    guard let kind = MountTable.kind(of: directory.path) else {
      return .warning(name, "unknown: /proc/self/mounts can't be read", "the database needs a local disk")
    }
    if Self.networkKinds.contains(where: kind.hasPrefix) {
      return .failure(
        name, "\(directory) lies on \(kind): SQLite's log doesn't work on a network",
        "move the data directory to a local disk")
    }
    guard !kind.hasPrefix("fuse") else {
      return .warning(name, "\(directory) lies on \(kind), which may be a network", "prefer a local disk")
    }
    return .ok(name, kind)
  }

  /// As the kernel names them in /proc/self/mounts.
  private static let networkKinds = [
    "nfs", "cifs", "smb", "afs", "ceph", "9p", "lustre", "gfs2", "ocfs2", "glusterfs", "fuse.sshfs", "fuse.glusterfs",
    "fuse.ceph", "fuse.s3fs", "fuse.rclone",
  ]

  private func space() -> Finding {
    let name = "disk space"
    var status = statvfs()
    guard statvfs(directory.path, &status) == 0 else {
      return .warning(name, "unknown: \(String(cString: strerror(errno)))", "look with df")
    }
    let free = (UInt64(status.f_bavail) * UInt64(status.f_frsize)) >> 20
    let text = "\(free) MiB free"
    if free < Self.tooLittle { return .failure(name, text, "make room: commits fail when the disk is full") }
    if free < Self.little { return .warning(name, text, "make room before it is used up") }
    return .ok(name, text)
  }

  /// MiB: less than a log and a backup need.
  private static let tooLittle: UInt64 = 100
  private static let little: UInt64 = 1_024
}
