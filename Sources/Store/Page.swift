/// A piece of a list, and where the next one begins.
public struct Page<Item: Sendable>: Sendable {
  public var items: [Item]
  /// Nil when the list ends here.
  public var next: PageCursor?

  public init(items: [Item], next: PageCursor? = nil) {
    self.items = items
    self.next = next
  }
}

/// Which piece of a list is wanted.
public struct PageRequest: Hashable, Sendable {
  public static let standardLimit = 50
  /// What one answer may hold at most, so that no request can make a server read a whole history.
  public static let maximumLimit = 200

  public let limit: Int
  public let cursor: PageCursor?

  /// - Parameter limit: brought into `1...maximumLimit`.
  public init(limit: Int = standardLimit, cursor: PageCursor? = nil) {
    self.limit = min(max(limit, 1), Self.maximumLimit)
    self.cursor = cursor
  }

  public static let first = PageRequest()
}

/// The sort key of the last item of a page: rows that come and go meanwhile neither repeat nor hide others.
///
/// Its text is made of characters that need no escaping in an address.
public struct PageCursor: Hashable, Sendable, CustomStringConvertible {
  /// The item's number in the list's order: milliseconds or a sequence.
  public let position: Int64
  /// Tells items of the same position apart.
  public let id: String

  public init(position: Int64, id: String = "") {
    self.position = position
    self.id = id
  }

  /// Reads what ``description`` wrote; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let position = Int64(parts[0]) else { return nil }
    self.init(position: position, id: String(parts[1]))
  }

  public var description: String { "\(position)~\(id)" }
}
