import Digest
import HTTPTypes
import JSON

extension WebResponse {
  static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> WebResponse {
    WebResponse(
      status, headers: [.contentType: "application/json", .cacheControl: "no-cache, private"],
      body: .bytes(value.utf8Text))
  }

  static func problem(_ problem: Problem, reference: String) -> WebResponse {
    var response = WebResponse.json(problem.document(reference: reference), status: problem.status)
    response.headers[.contentType] = "application/problem+json"
    for field in problem.headers { response.headers[field.name] = field.value }
    return response
  }

  /// The same head for HEAD: the length stays that of the body which GET would bring.
  func withoutBody() -> WebResponse {
    var response = self
    if let count = body.count { response.headers[.contentLength] = String(count) }
    response.body = .bytes([])
    return response
  }

  /// With an `ETag` that follows from the body, unless the handler knew a cheaper one.
  func taggingContent() -> WebResponse {
    guard status == .ok, headers[.eTag] == nil, case .bytes(let bytes) = body else { return self }
    var response = self
    response.headers[.eTag] = "\"\(Base64URL.text(of: sha256(bytes).prefix(12)))\""
    return response
  }

  /// 304 when the asker has this already (`If-None-Match`).
  func ifChanged(since request: WebRequest) -> WebResponse {
    guard request.method == .get || request.method == .head, status == .ok, let tag = headers[.eTag],
      EntityTags(request.headers[.ifNoneMatch]).contain(tag)
    else { return self }
    return WebResponse(.notModified, headers: [.eTag: tag, .cacheControl: "no-cache, private"])
  }
}

/// The tags of an `If-None-Match` or `If-Match` field.
struct EntityTags {
  private let tags: [String]

  init(_ field: String?) {
    tags = (field ?? "").split(separator: ",").map { String($0).trimmingWhitespace() }
  }

  /// Weak comparison (RFC 9110, 8.8.3.2), which is right for reads.
  func contain(_ tag: String) -> Bool {
    tags.contains("*") || tags.contains { $0 == tag || $0 == "W/\(tag)" }
  }
}
