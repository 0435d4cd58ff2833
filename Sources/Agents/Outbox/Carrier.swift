import Engine
public import Orchestrator

/// Carries parcels: webhooks over HTTP, mail through the host's mail program. Blocks until it is done.
public struct Carrier: Sendable {
  private let egress: Egress
  private let mail: MailProgram

  public init(_ configuration: Configuration) {
    egress = Egress(policy: configuration.egress)
    mail = MailProgram(configured: configuration.mail.program)
  }

  init(egress: Egress, mail: MailProgram) {
    self.egress = egress
    self.mail = mail
  }

  public func carry(_ content: Parcel.Content, cancellation: Cancellation) -> Receipt {
    let start = ContinuousClock.now
    var receipt =
      switch content {
      case .webhook(let request): post(request, cancellation)
      case .mail(let message): mail.send(message, cancellation: cancellation)
      case .unsendable(let reason): Receipt(.refused(reason), duration: .seconds(0))
      }
    let span = start.duration(to: .now).components
    receipt.duration = TimeSpan(milliseconds: span.seconds * 1_000 + span.attoseconds / 1_000_000_000_000_000)
    return receipt
  }

  private func post(_ webhook: WebhookPost, _ cancellation: Cancellation) -> Receipt {
    var request = EgressRequest("POST", webhook.address, headers: webhook.headers, body: webhook.body)
    request.limits.bodyBytes = Self.answerLooked
    request.limits.cutsBody = true
    do {
      let response = try egress.send(request, cancellation: cancellation)
      let excerpt = Excerpt.of(response.body)
      return Receipt(Self.result(of: response), duration: .seconds(0), status: response.status, excerpt: excerpt)
    } catch {
      switch error.kind {
      case .cancelled: return Receipt(.interrupted, duration: .seconds(0))
      case .invalid: return Receipt(.refused(error.description), duration: .seconds(0))
      case .refused, .unavailable, .timeout, .connection, .untrusted, .tooLarge:
        return Receipt(.failed(error.description), duration: .seconds(0))
      }
    }
  }

  /// Enough to read what went wrong; the rest isn't waited for.
  private static let answerLooked = 16 << 10

  private static func result(of response: EgressResponse) -> Receipt.Result {
    switch response.status {
    case 200...299: .delivered
    case 410: .gone("it answered 410 Gone: it wants no more webhooks")
    default:
      .failed("it answered \(response.status)", retryAfter: response.header("retry-after").flatMap(Self.seconds))
    }
  }

  /// Of `Retry-After`; its other form, a date, is left to our own waits.
  private static func seconds(_ text: String) -> TimeSpan? {
    Int64(text).flatMap { $0 >= 0 ? TimeSpan.seconds($0) : nil }
  }
}

/// The beginning of what somebody answered, as it may be shown.
enum Excerpt {
  static func of(_ bytes: some Sequence<UInt8>) -> String? {
    let text = String(decoding: Array(bytes.prefix(longest)), as: UTF8.self)
    let shown = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isPrintable ? $0 : " " }))
    let trimmed = shown.drop(while: \.isWhitespace)
    return trimmed.isEmpty ? nil : String(trimmed)
  }

  /// What a log of a year has room for.
  private static let longest = 1_000
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool { value >= 0x20 && !(0x7f...0x9f).contains(value) || value == 0x0a }
}
