import HTTPTypes

/// A page that says what happened, what to do, and what to quote.
struct FailurePage: SitePage {
  static let template = "failure"

  let problem: Problem
  let reference: String
  let context: PageContext

  var title: String { problem.status.reasonPhrase }
  var section: LayoutView.Section? { nil }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(title)
    case "status": .number(problem.status.code)
    case "detail": .text(problem.detail)
    case "reference": .text(reference)
    case "home": .link(context.link())
    case "isOurs": .flag(problem.status.code >= 500)
    default: nil
    }
  }
}
