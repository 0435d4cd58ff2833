import Glibc

extension DataDirectory {
  /// The directory exists and the effective user owns it. Every program asks this before anything else: files made by
  /// another user (root, say) would lock the web or the tick out of the database.
  public func requireUsable() throws(StartupError) {
    let status: HostFile.Status?
    do { status = try HostFile.status(of: path) } catch { throw StartupError(error) }
    guard let status, status.isDirectory else {
      throw StartupError(
        .noDataDirectory,
        "there is no data directory at \(path); make one with `escapement init --data \(path)`, or name another with "
          + "--data or ESCAPEMENT_DATA")
    }
    try requireOwner(status.owner)
  }

  private func requireOwner(_ owner: UInt32) throws(StartupError) {
    let user = geteuid()
    guard owner != user else { return }
    throw StartupError(
      .wrongOwner,
      "the data directory \(path) belongs to \(UserName.of(owner)), but this program runs as \(UserName.of(user)); run it as "
        + "\(UserName.of(owner)) (`sudo -u \(UserName.of(owner)) …`), or give the directory to \(UserName.of(user)) with chown -R"
    )
  }
}

/// Names of the system's users.
public enum UserName {
  public static func of(_ id: UInt32) -> String {
    guard let entry = getpwuid(id), let name = entry.pointee.pw_name else { return "user \(id)" }
    return String(cString: name)
  }

  /// The user that this process acts as.
  public static var effective: String { of(geteuid()) }
}
