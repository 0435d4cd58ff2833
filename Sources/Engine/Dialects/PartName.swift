/// What the timeline calls the work of an entry that stands for two states, of which the first one has the entry's name.
enum PartName {
  /// A step of the gateway's behind its approval.
  static let afterApproval = " (approved)"
  /// A task behind its `delay`.
  static let afterDelay = " (after delay)"

  /// The entry's own name, or nil for a name or path that isn't such a part's.
  static func whole(of name: String) -> String? {
    for suffix in [afterApproval, afterDelay] where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return nil
  }
}
