import JSON

/// Decodes `notify`: for each occasion one target or a list of them.
struct NoticeDecoder {
  static let keys = KeyTable("notifications", ["onFailure", "onCompleted", "onApproval"])

  /// More listeners than this want an endpoint of their own, which any workflow can reach.
  static let mostTargets = 16

  func settings(_ field: Field?) -> NoticeSettings {
    var settings = NoticeSettings()
    guard let field, let reader = ObjectReader(field, Self.keys) else { return settings }
    settings.onFailure = targets(reader.field("onFailure"))
    settings.onCompleted = targets(reader.field("onCompleted"))
    settings.onApproval = targets(reader.field("onApproval"))
    return settings
  }

  private func targets(_ field: Field?) -> [NoticeTarget] {
    guard let field else { return [] }
    let isList = field.value.arrayValue != nil
    guard let entries = isList ? field.elements() : [field] else { return [] }
    guard entries.count <= Self.mostTargets else {
      field.invalid(
        "\(entries.count) targets are too many", expected: "at most \(Self.mostTargets)",
        hint: "make an endpoint that listens to the topic")
      return []
    }
    return entries.compactMap(target)
  }

  private func target(_ field: Field) -> NoticeTarget? {
    guard let text = field.text()?.value else { return nil }
    if text.contains("://") {
      guard let mistake = WebAddress.mistake(in: text) else { return .webhook(text) }
      field.invalid("the address \(mistake)", expected: "as https://hooks.example.org/runs")
    } else if text.contains("@") {
      guard MailAddress(text) == nil else { return .mail(text) }
      field.invalid("`\(text)` is no address of mail", expected: "one plain address, as ann@example.org")
    } else {
      guard !EndpointName.isWellFormed(text) else { return .endpoint(text) }
      field.invalid(
        "`\(text)` is no address of mail or of a webhook, and can't be an endpoint's name",
        expected: "ann@example.org, https://…, or a name of \(EndpointName.form)")
    }
    return nil
  }
}

/// What endpoints are called.
public enum EndpointName {
  public static let form = "[a-z0-9][a-z0-9._-]{0,63}"

  public static func isWellFormed(_ text: String) -> Bool {
    text.utf8.count <= 64 && WorkflowID.isWellFormed(text)
  }
}
