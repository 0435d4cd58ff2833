public import HTTPTypes

extension HTTPField.Name {
  public static let idempotencyKey = known("Idempotency-Key")
  public static let link = known("Link")
  public static let referrerPolicy = known("Referrer-Policy")
  public static let secFetchSite = known("Sec-Fetch-Site")
  public static let xForwardedFor = known("X-Forwarded-For")

  private static func known(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) can't name a header field") }
    return name
  }
}
