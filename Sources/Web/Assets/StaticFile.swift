import Digest
import Engine
import HTTPTypes

/// The style sheet, the script and the icon. Their addresses hold a hash of what is in them, so that browsers may keep
/// them for ever and still see the next version at once.
enum StaticFile: String, CaseIterable {
  case style = "style.css"
  case script = "live.js"
  case icon = "icon.svg"

  private static let hashes = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, Base64URL.text(of: sha256($0.bytes ?? []).prefix(9))) })

  /// The style sheet has the drawings' part from those who draw.
  private var bytes: [UInt8]? {
    guard let bytes = Asset.bytes("static/\(rawValue)") else { return nil }
    return self == .style ? bytes + Array(DiagramStyle.rules.utf8) : bytes
  }

  private var mediaType: String {
    switch self {
    case .style: "text/css; charset=utf-8"
    case .script: "text/javascript; charset=utf-8"
    case .icon: "image/svg+xml"
    }
  }

  func link(_ mount: String) -> LinkTarget { LinkTarget(mount, ["assets", Self.hashes[self] ?? "", rawValue]) }

  /// An address with another hash is that of another version: today's file is answered, and not kept.
  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let name = try exchange.parameter("name")
    guard let file = StaticFile(rawValue: name), let bytes = file.bytes else {
      throw Problem.notFound("There is no file \(name).")
    }
    let isCurrent = try exchange.parameter("hash") == hashes[file]
    return WebResponse(
      .ok,
      headers: [
        .contentType: file.mediaType, .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
      ], body: .bytes(bytes))
  }
}
