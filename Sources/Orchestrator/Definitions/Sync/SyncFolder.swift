import Store

/// A folder with `agents/` and `workflows/` in it.
struct SyncFolder {
  let path: String
  /// What the paths of its files begin with in the store: nothing for the data directory, else the folder itself.
  let prefix: String

  /// - Parameter folder: nil means the data directory's own.
  init(_ folder: String?, in directory: DataDirectory) {
    guard let folder, folder != directory.path else {
      self.path = directory.path
      self.prefix = ""
      return
    }
    self.path = folder
    self.prefix = "\(folder)/"
  }

  struct File {
    /// How the store calls it.
    let path: String
    let location: String
    let kind: SyncedSource.Kind
  }

  /// Folders inside folders are followed so deep; deeper ones are someone's mistake.
  private static let maximumDepth = 8

  /// The definitions of a kind, by path. Other files (scripts, notes, hidden ones) are left alone.
  func files(_ kind: SyncedSource.Kind) throws(HostFile.Failure) -> [File] {
    let folder = Self.folderName(kind)
    guard try HostFile.status(of: "\(path)/\(folder)")?.isDirectory ?? false else { return [] }
    return try names(in: folder, depth: 0).map {
      File(path: prefix + $0, location: "\(path)/\($0)", kind: kind)
    }
  }

  /// Whether a path of the store lies in this folder.
  func contains(_ storedPath: String, _ kind: SyncedSource.Kind) -> Bool {
    storedPath.hasPrefix("\(prefix)\(Self.folderName(kind))/")
  }

  private static func folderName(_ kind: SyncedSource.Kind) -> String {
    switch kind {
    case .workflow: "workflows"
    case .agent: "agents"
    }
  }

  private func names(in folder: String, depth: Int) throws(HostFile.Failure) -> [String] {
    var found: [String] = []
    for name in try HostFile.names(in: "\(path)/\(folder)") where !name.hasPrefix(".") {
      let inner = "\(folder)/\(name)"
      // A dangling link is nothing.
      guard let status = try HostFile.status(of: "\(path)/\(inner)") else { continue }
      if status.isDirectory {
        if depth < Self.maximumDepth { found += try names(in: inner, depth: depth + 1) }
      } else if Self.isDefinition(name) {
        found.append(inner)
      }
    }
    return found
  }

  /// `*.prompt` belongs to the language's future; it is found, so that it is refused with a word instead of ignored.
  private static func isDefinition(_ name: String) -> Bool {
    [".yaml", ".yml", ".json", ".prompt"].contains(where: name.hasSuffix)
  }
}
