/// An address that may stand in `href` or `action`: one of our own pages. There is no way to make one from a text that
/// somebody typed, so that `javascript:` can't get in.
struct LinkTarget: Sendable, Hashable {
  let text: String

  /// A page of this site; segments are encoded, the mount comes from the request.
  init(_ mount: String, _ segments: [String], query: FormFields = FormFields(), fragment: String? = nil) {
    let path = mount + "/" + segments.map(PercentCoding.encodedSegment).joined(separator: "/")
    let question = query.pairs.isEmpty ? "" : "?\(query.text)"
    text = path + question + (fragment.map { "#\(PercentCoding.encodedSegment($0))" } ?? "")
  }

  /// No page of ours has more in its address.
  private static let queryFields = 20

  /// Reads the path that a page was asked for before the sign-in: only a path of this site, `/runs/01j…?tab=events`.
  init?(returningTo text: String, mount: String) {
    let path = text.prefix { $0 != "?" }
    guard path.hasPrefix("/"), !path.hasPrefix("//"), !text.contains("\\"),
      text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
      let decoded = PercentCoding.decoded(path.utf8),
      let query = try? FormFields(parsing: text.dropFirst(path.count + 1).utf8, atMost: Self.queryFields)
    else { return nil }
    let segments = decoded.split(separator: "/").map(String.init)
    guard !segments.contains(".."), segments.first != "login" else { return nil }
    self.init(mount, segments, query: query)
  }
}
