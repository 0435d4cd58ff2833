/// What belongs to the language but not to this version: known to the checker, refused with a reason, never ignored.
///
/// Key or word on the left, what it would be on the right. Whoever builds a feature deletes its lines here.
enum Unsupported {
  static let workflowKeys = [
    "secrets": "secrets"
  ]

  /// Keys at the top that tell another dialect.
  static let dialects = [
    "document": "CNCF Serverless Workflow 1.0"
  ]

  static let actions = [
    "command.run": "the action `command.run`",
    "http.call": "the action `http.call`",
    "model.run": "the action `model.run`",
    "mail.send": "the action `mail.send`",
  ]

  static let approvalKeys = [
    "policy": "approval policies",
    "form": "approval forms",
    "reminders": "reminders of approvals",
    "escalate": "escalation of approvals",
    "commentRequired": "mandatory comments on approvals",
    "allowDelegation": "delegation of approvals",
  ]

  static let agentKinds = [
    "http": "agents of kind `http`",
    "model": "agents of kind `model`",
    "mail": "agents of kind `mail`",
    "workflow": "agents of kind `workflow`",
    "approval": "agents of kind `approval`",
    "signal": "agents of kind `signal`",
    "sleep": "agents of kind `sleep`",
    "store": "agents of kind `store`",
    "callback": "agents of kind `callback`",
  ]

  static func report(_ feature: String, at place: Place, part: Findings.Part = .value, _ findings: Findings) {
    findings.report(
      .unsupported, at: place, part: part, "this version of Escapement does not support \(feature)",
      hint: "it belongs to the language and is refused rather than ignored")
  }
}
