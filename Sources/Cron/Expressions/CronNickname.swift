/// The short forms that begin with `@`.
enum CronNickname {
  static let expressions: [(name: String, fields: String)] = [
    ("@hourly", "0 * * * *"),
    ("@daily", "0 0 * * *"),
    ("@midnight", "0 0 * * *"),
    ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"),
    ("@yearly", "0 0 1 1 *"),
    ("@annually", "0 0 1 1 *"),
  ]

  static func fields(of name: String, at position: Int) throws(CronError) -> String {
    let wanted = name.lowercased()
    if let known = expressions.first(where: { $0.name == wanted }) { return known.fields }
    if wanted == "@reboot" {
      throw CronError(
        "'@reboot' is no time: schedules go on where they were, whenever the host was started", at: position,
        suggestion: "start the workflow from the host's own crontab with `escapement run`")
    }
    throw CronError(
      "'\(name)' is no nickname", at: position,
      suggestion: "there are " + expressions.map(\.name).joined(separator: ", "))
  }
}
