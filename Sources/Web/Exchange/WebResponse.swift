public import HTTPTypes

/// What is sent back, and what is begun once it is sent.
public struct WebResponse: Sendable {
  public var status: HTTPResponse.Status
  public var headers: HTTPFields
  public var body: ResponseBody
  /// Called by the transport after the client has its answer: starts the tick for a run that has work.
  public var afterwards: (@Sendable () -> Void)?

  public init(_ status: HTTPResponse.Status, headers: HTTPFields = HTTPFields(), body: ResponseBody = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

public enum ResponseBody: Sendable {
  case bytes([UInt8])
  /// Written piece by piece while it is produced; an error thrown by the writer means that the client is gone.
  case stream(@Sendable (any BodyWriter) throws -> Void)

  /// The body's length where it is known beforehand.
  public var count: Int? {
    switch self {
    case .bytes(let bytes): bytes.count
    case .stream: nil
    }
  }
}

/// Where a streamed body goes.
public protocol BodyWriter {
  /// Sends the bytes on; throws when the client is gone.
  func write(_ bytes: [UInt8]) throws
}

extension WebResponse {
  /// A text of the given media type; UTF-8 is added to its name.
  static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> WebResponse {
    WebResponse(status, headers: [.contentType: "\(type); charset=utf-8"], body: .bytes(Array(text.utf8)))
  }

  /// Sends the browser to a page of ours with GET, as every form does when it was carried out.
  static func seeOther(_ link: LinkTarget) -> WebResponse {
    WebResponse(.seeOther, headers: [.location: link.text])
  }
}
