public import Engine
import Store

/// One delivery, ready to be carried.
public struct Parcel: Sendable {
  public let content: Content
  let claim: ClaimedDelivery
  let lease: Lease
  let startedAt: Instant

  public enum Content: Sendable {
    case webhook(WebhookPost)
    case mail(MailMessage)
    /// It can't be carried, whoever tries, and why.
    case unsendable(String)
  }
}

/// A POST.
public struct WebhookPost: Sendable {
  public var address: String
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]
}

/// A mail of plain text.
public struct MailMessage: Hashable, Sendable {
  /// Nil for whoever the mail program takes for the sender.
  public var from: MailAddress?
  public var to: [MailAddress]
  public var subject: String
  public var text: String
  /// What is left of the @ of its Message-ID: the same over all tries.
  public var id: String
  public var sentAt: Instant

  public init(from: MailAddress?, to: [MailAddress], subject: String, text: String, id: String, sentAt: Instant) {
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
    self.id = id
    self.sentAt = sentAt
  }
}

/// What carrying a parcel led to.
public struct Receipt: Hashable, Sendable {
  public var result: Result
  public var duration: TimeSpan
  /// The status of HTTP, or the exit code of the mail program.
  public var status: Int?
  /// The beginning of what was answered.
  public var excerpt: String?

  public init(_ result: Result, duration: TimeSpan, status: Int? = nil, excerpt: String? = nil) {
    self.result = result
    self.duration = duration
    self.status = status
    self.excerpt = excerpt
  }

  public enum Result: Hashable, Sendable {
    case delivered
    /// To be tried again, not before what the receiver asks for.
    case failed(String, retryAfter: TimeSpan? = nil)
    /// To be tried no more.
    case refused(String)
    /// The receiver wants nothing more.
    case gone(String)
    /// Stopped because this process has to end: as if it had not been begun.
    case interrupted
  }
}
