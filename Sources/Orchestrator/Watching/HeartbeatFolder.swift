import Engine
import Glibc

/// Reads heartbeats' files, and nothing else of the host.
///
/// Paths are relative to the data directory's `workflows`, or absolute. Where a path really leads is looked at each time
/// it is read: a link that is changed later leads no further out than one that was there at the beginning.
struct HeartbeatFolder {
  private let home: String
  private let others: [String]

  init(_ installation: Installation) {
    home = installation.directory.workflows
    others = installation.configuration.heartbeatFolders
  }

  /// Longer checklists are no checklists.
  private static let largest = 256 << 10

  /// - Throws: ``OperationError`` with what is wrong with the path or the text.
  func spec(at file: String) throws -> HeartbeatSpec {
    let path = try location(of: file)
    let text: String
    do { text = try HostFile.readText(path, limit: Self.largest) } catch {
      throw OperationError(error.isMissing ? .notFound : .invalid, error.description)
    }
    let (spec, report) = HeartbeatReader.read(file: text, named: file, fallbackName: HeartbeatSpec.name(ofFile: file))
    guard let spec else { throw OperationError(.invalid, "\(file) is no heartbeat", issues: report.issues) }
    return spec
  }

  /// Where the file really is.
  private func location(of file: String) throws(OperationError) -> String {
    guard file.hasSuffix(".md") else {
      throw OperationError(.invalid, "\(file): a heartbeat's file is called HEARTBEAT.md, or ends in .md")
    }
    let path = file.hasPrefix("/") ? file : "\(home)/\(file)"
    guard let real = Self.real(path) else {
      throw OperationError(.notFound, "\(path) can't be read: \(String(cString: strerror(errno)))")
    }
    guard ([home] + others).contains(where: { Self.real($0).map { real.hasPrefix("\($0)/") } ?? false }) else {
      throw OperationError(
        .forbidden,
        "\(file) is outside of \(home); the owner of the host may allow its folder with the setting heartbeatFolders")
    }
    return real
  }

  /// Without links; nil for what isn't there.
  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
