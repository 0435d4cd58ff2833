/// How much of a working folder is kept as a step's artifacts.
public struct ArtifactBounds: Hashable, Sendable {
  /// Enough for reports and bundles; a command that writes more should put it where such things belong.
  public var bytes: Int64 = 100 << 20
  /// A page lists them all.
  public var files = 1_000

  public init() {}
}
