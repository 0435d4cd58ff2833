/// How much a document may ask of its reader.
public struct DocumentLimits: Sendable {
  /// Bytes of the text.
  public var bytes: Int
  /// Lists and objects inside one another.
  public var depth: Int
  /// Values in all, those counted again that aliases and merges repeat.
  public var values: Int

  public init(
    bytes: Int = DocumentLimits.standard.bytes, depth: Int = DocumentLimits.standard.depth,
    values: Int = DocumentLimits.standard.values
  ) {
    self.bytes = bytes
    self.depth = depth
    self.values = values
  }

  /// The largest definitions people write have some thousand lines: 4 MiB and 200 000 values are a hundred times that,
  /// and a few lines of nested aliases can't blow up to more. 256 levels: states nest up to 32 deep, each several levels.
  public static let standard = DocumentLimits(bytes: 4 << 20, depth: 256, values: 200_000)
}
