/// How much a JSON text may ask of its reader.
public struct JSONLimits: Sendable {
  /// Arrays and objects inside one another. At most `deepest`.
  public var depth: Int
  /// Bytes of the text.
  public var bytes: Int

  public init(depth: Int = JSONLimits.standard.depth, bytes: Int = JSONLimits.standard.bytes) {
    self.depth = min(depth, JSONLimits.deepest)
    self.bytes = bytes
  }

  /// Values are read, written, compared and freed by recursion: 512 levels fit the smallest stack of a thread many
  /// times over, and no document that a person wrote comes near. 64 MiB hold the largest context with room to spare.
  public static let standard = JSONLimits(depth: 512, bytes: 64 << 20)

  /// Jansson itself refuses anything deeper (`JSON_PARSER_MAX_DEPTH`).
  static let deepest = 2_048
}
