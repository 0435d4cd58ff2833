/// What signals and events are called.
public enum MessageName {
  /// A name is part of an index; nobody writes longer ones by hand.
  public static let maximumBytes = 128
  /// What tells messages of one name apart: an order's number, a commit.
  public static let maximumCorrelationBytes = 1_024

  public static let form = "1 to \(maximumBytes) bytes without control characters"

  public static func isWellFormed(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= maximumBytes
      && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }

  public static func isCorrelation(_ text: String) -> Bool { text.utf8.count <= maximumCorrelationBytes }
}
