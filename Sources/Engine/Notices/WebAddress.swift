/// An `http` or `https` address as people give it; whoever connects looks at it again, as its own library reads it.
public enum WebAddress {
  /// What is wrong with it; nil when nothing is.
  public static func mistake(in text: String) -> String? {
    guard text.utf8.count <= longest else { return "is longer than \(longest) bytes" }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x5c }) else {
      return "holds a blank, a backslash, or a character that must be escaped"
    }
    guard let scheme = ["https://", "http://"].first(where: text.lowercased().hasPrefix) else {
      return "doesn't begin with https:// or http://"
    }
    let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    if authority.contains("@") { return "holds a user's name; secrets don't belong into addresses" }
    guard !authority.isEmpty, !authority.hasPrefix(":") else { return "has no host" }
    return nil
  }

  /// Longer ones are cut off by servers and logs on the way.
  private static let longest = 2_048
}
