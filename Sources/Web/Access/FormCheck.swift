import HTTPTypes
import Orchestrator

/// Lets a posted form through only if it is one of ours, filled in on a page of ours.
struct FormCheck {
  /// The name of the hidden field in every form.
  static let tokenField = "csrf"

  let configuration: Configuration
  /// The form is for anybody (the sign-in), so it can't carry a session's token, also when there is a session by now.
  var isForAnybody = false

  /// The form's fields.
  /// - Throws: 415 for another media type, 403 for a form from elsewhere or without the session's token.
  func fields(of request: WebRequest, _ visitor: Visitor) throws -> FormFields {
    guard OriginCheck(baseURL: configuration.baseURL).allows(request) else {
      throw Problem(
        .forbidden,
        "This form came from another site, so nothing was done. If it was ours, the browser calls this site by another "
          + "name than its setting baseURL does: use that one.")
    }
    try MediaType.require(["application/x-www-form-urlencoded"], in: request)
    let fields = try FormFields(parsing: request.body, atMost: configuration.limits.formFields)
    let token = fields[Self.tokenField] ?? ""
    let isOurs =
      isForAnybody ? SignInToken.accepts(token, from: request) : visitor.session?.accepts(formToken: token)
    guard isOurs == true else {
      throw Problem(
        .forbidden,
        "This form is not of your present session, so nothing was done. Open the page anew and send it again.")
    }
    return fields
  }
}
