import HTTPTypes
import Web

/// Status and fields as CGI and FastCGI want them: a `Status` field instead of a status line.
enum ResponseHead {
  static func bytes(of response: WebResponse) -> [UInt8] {
    var text = "Status: \(response.status.code) \(response.status.reasonPhrase)\r\n"
    for field in response.headers { text += "\(field.name.rawName): \(field.value)\r\n" }
    if response.headers[.contentLength] == nil, let count = response.body.count, response.status.code != 204 {
      text += "Content-Length: \(count)\r\n"
    }
    text += "\r\n"
    return Array(text.utf8)
  }
}
