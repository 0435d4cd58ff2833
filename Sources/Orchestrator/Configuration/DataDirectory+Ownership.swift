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
    let (theirs, ours) = (UserName.of(owner), UserName.of(user))
    throw StartupError(
      .wrongOwner,
      "the data directory \(path) belongs to \(theirs), but this program runs as \(ours); run it as \(theirs) "
        + "(`sudo -u \(theirs) …`), or give the directory to \(ours) with chown -R")
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
