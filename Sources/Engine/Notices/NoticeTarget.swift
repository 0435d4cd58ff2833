/// Somebody whom a definition names to be told of its runs.
public enum NoticeTarget: Hashable, Sendable {
  /// One of the tenant's endpoints, by its name.
  case endpoint(String)
  /// An address that takes webhooks.
  case webhook(String)
  /// One address of mail.
  case mail(String)
}
