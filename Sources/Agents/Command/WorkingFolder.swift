import Foundation

/// The fresh folder of one delivery. What the command leaves in it is kept as the step's artifacts, within bounds, unless
/// another delivery follows.
struct WorkingFolder {
  let path: String
  private let attempt: Int
  private let delivery: Int

  init(_ request: ExecutionRequest, artifacts: String) throws {
    attempt = request.attempt
    delivery = request.delivery
    path = "\(artifacts)/\(request.run)/\(request.step)/\(attempt).\(delivery)"
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Removes what can't be kept, and the folder itself if nothing is left.
  /// - Returns: what was removed, in words; nil when everything was kept.
  func keepArtifacts(within bounds: ArtifactBounds) -> String? {
    removeEarlierDeliveries()
    var kept = ArtifactBounds.Tally()
    var removed = 0
    for file in files() {
      if file.isOrdinary && kept.take(file.size, within: bounds) { continue }
      removed += 1
      try? FileManager.default.removeItem(atPath: "\(path)/\(file.name)")
    }
    if kept.files == 0 { remove() }
    guard removed > 0 else { return nil }
    return "\(removed) files were not kept: a step keeps \(bounds.files) files and \(bounds.bytes) bytes, and no links"
  }

  /// The folder, then those of the step and the run if nothing else is in them.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
    let step = (path as NSString).deletingLastPathComponent
    if rmdir(step) == 0 { rmdir((step as NSString).deletingLastPathComponent) }
  }

  /// What the dead have left: their deliveries' processes are gone since ours began.
  private func removeEarlierDeliveries() {
    let step = (path as NSString).deletingLastPathComponent
    for earlier in 0..<delivery { try? FileManager.default.removeItem(atPath: "\(step)/\(attempt).\(earlier)") }
  }

  /// Everything in the folder but folders, by name. Links are not followed.
  private func files() -> [(name: String, isOrdinary: Bool, size: Int64)] {
    let names = (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
    return names.compactMap { name in
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)") else { return nil }
      let kind = attributes[.type] as? FileAttributeType
      if kind == .typeDirectory { return nil }
      return (name, kind == .typeRegular, (attributes[.size] as? NSNumber)?.int64Value ?? 0)
    }
  }
}

extension ArtifactBounds {
  /// What was kept so far.
  fileprivate struct Tally {
    var files = 0
    var bytes: Int64 = 0

    mutating func take(_ size: Int64, within bounds: ArtifactBounds) -> Bool {
      guard files < bounds.files, size <= bounds.bytes - bytes else { return false }
      files += 1
      bytes += size
      return true
    }
  }
}
