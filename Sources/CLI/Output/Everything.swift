import Store

/// Whole lists: the store gives them page by page.
enum Everything {
  static func of<Item>(_ page: (PageRequest) throws -> Page<Item>) throws -> [Item] {
    var items: [Item] = []
    var cursor: PageCursor?
    repeat {
      let next = try page(PageRequest(limit: PageRequest.maximumLimit, cursor: cursor))
      items += next.items
      cursor = next.next
    } while cursor != nil
    return items
  }

  /// The first so many items.
  static func of<Item>(atMost limit: Int, _ page: (PageRequest) throws -> Page<Item>) throws -> [Item] {
    var items: [Item] = []
    var cursor: PageCursor?
    repeat {
      let next = try page(PageRequest(limit: limit - items.count, cursor: cursor))
      items += next.items
      cursor = next.next
    } while cursor != nil && items.count < limit
    return items
  }
}
