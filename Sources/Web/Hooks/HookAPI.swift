import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// What others send, to `/hooks/{key}`. No token is asked for: the webhook's own signature tells who sends.
enum HookAPI {
  /// 202 with the event's id; 200 when the same was sent before.
  @Sendable static func receive(_ exchange: Exchange) throws -> WebResponse {
    let request = exchange.request
    let hook = HookRequest(
      key: try exchange.parameter("key"), address: exchange.clientAddress, headers: request.fieldsByName,
      body: request.body,
      payload: { [formFields = exchange.installation.configuration.limits.formFields] () throws(HookRefusal) in
        try HookBody(request, formFields: formFields).value()
      })
    do {
      let outcome = try exchange.installation.receiveHook(hook)
      let body: JSONValue = ["eventId": .string(outcome.event.event.id), "repeated": .bool(outcome.isRepeated)]
      return WebResponse.json(body, status: outcome.isRepeated ? .ok : .accepted)
        .dispatching(outcome.runs, in: exchange)
    } catch let refusal as HookRefusal {
      throw Problem(refusal)
    }
  }
}

extension Problem {
  init(_ refusal: HookRefusal) {
    var headers = HTTPFields()
    switch refusal.status {
    // RFC 9110 wants to be told how to authenticate; there is no registered name for signed bodies.
    case 401: headers[.wwwAuthenticate] = "Signature"
    case 429: headers[.retryAfter] = "60"
    default: break
    }
    self.init(Self.status(refusal.status), refusal.reason.asSentence, headers: headers)
  }

  /// The status with its name, which is the problem's title.
  private static func status(_ code: Int) -> HTTPResponse.Status {
    let named: [HTTPResponse.Status] = [
      .badRequest, .unauthorized, .forbidden, .notFound, .contentTooLarge, .unsupportedMediaType, .tooManyRequests,
    ]
    return named.first { $0.code == code } ?? HTTPResponse.Status(code: code)
  }
}

extension WebRequest {
  fileprivate var fieldsByName: [String: String] {
    Dictionary(headers.map { ($0.name.canonicalName, $0.value) }) { first, _ in first }
  }
}
