import Engine

/// An endpoint as somebody asks for it. What is nil stays as it is, or takes the usual value.
public struct EndpointRequest: Sendable {
  /// An address of HTTP, or addresses of mail with commas between them: which of both decides the endpoint's kind.
  public var target: String?
  public var topics: [String]?
  public var isEnabled: Bool?

  public init(target: String? = nil, topics: [String]? = nil, isEnabled: Bool? = nil) {
    self.target = target
    self.topics = topics
    self.isEnabled = isEnabled
  }

  /// More patterns than this say nothing that `*` doesn't.
  static let mostTopics = 50

  func checkTopics() throws(OperationError) {
    guard let topics else { return }
    guard topics.count <= Self.mostTopics else {
      throw OperationError(.invalid, "an endpoint listens to at most \(Self.mostTopics) topics")
    }
    for topic in topics where !Self.isPattern(topic) {
      throw OperationError(.invalid, "'\(topic)' is no topic: write one as run.failed, run.* or *")
    }
  }

  /// Words with dots between them, and a star at the end at most.
  private static func isPattern(_ text: String) -> Bool {
    let words = text.hasSuffix("*") ? text.dropLast() : text[...]
    guard !text.isEmpty, text.utf8.count <= 100 else { return false }
    return words.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: "._-".utf8.contains(byte)
      }
    }
  }
}
