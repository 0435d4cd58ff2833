import Engine
import JSON

extension ConfigurationKey {
  /// Stores a value of the file. False when it isn't what ``expected`` says.
  func assign(_ value: JSONValue, to configuration: inout Configuration) -> Bool {
    switch kind {
    case .integer(let place, let bounds):
      guard let number = value.integerValue, bounds.contains(number) else { return false }
      configuration[keyPath: place] = Int(number)
    case .seconds(let place, let bounds):
      guard let number = value.integerValue, bounds.contains(number) else { return false }
      configuration[keyPath: place] = .seconds(number)
    case .dispatch(let place):
      guard let dispatch = value.stringValue.flatMap(Configuration.Dispatch.init(rawValue:)) else { return false }
      configuration[keyPath: place] = dispatch
    case .url(let place):
      guard let url = value.stringValue.flatMap(BaseURL.normalized) else { return false }
      configuration[keyPath: place] = url
    case .zone(let place):
      guard let name = value.stringValue, ZoneCatalog.system.contains(name) else { return false }
      configuration[keyPath: place] = name
    case .addresses(let place):
      guard let list = value.arrayValue else { return false }
      let texts = list.compactMap(\.stringValue)
      guard texts.count == list.count, texts.allSatisfy({ IPRange($0) != nil }) else { return false }
      configuration[keyPath: place] = texts
    case .egress(let place):
      guard let list = value.arrayValue else { return false }
      let rules = list.compactMap { $0.stringValue.flatMap(EgressRule.init) }
      guard rules.count == list.count else { return false }
      configuration[keyPath: place] = EgressPolicy(allowing: rules)
    case .mailbox(let place):
      guard let text = value.stringValue, MailAddress(text) != nil else { return false }
      configuration[keyPath: place] = text
    case .path(let place):
      guard let text = value.stringValue, text.hasPrefix("/"), !text.utf8.contains(0) else { return false }
      configuration[keyPath: place] = text
    case .folders(let place):
      guard let list = value.arrayValue else { return false }
      let texts = list.compactMap(\.stringValue)
      guard texts.count == list.count, texts.allSatisfy({ $0.hasPrefix("/") }) else { return false }
      configuration[keyPath: place] = texts
    }
    return true
  }

  /// The value that a variable's or flag's text means; lists are separated by commas.
  func value(ofText text: String) -> JSONValue {
    switch kind {
    case .integer, .seconds: Int64(text).map { .integer($0) } ?? .string(text)
    case .dispatch, .url, .zone, .mailbox, .path: .string(text)
    case .addresses, .egress, .folders:
      .array(text.split(separator: ",").map { .string(String($0.trimmingPrefix(while: \.isWhitespace))) })
    }
  }
}

private enum BaseURL {
  /// Without a slash at the end; nil unless it is scheme, host and at most a path.
  static func normalized(_ text: String) -> String? {
    guard let scheme = ["https://", "http://"].first(where: text.lowercased().hasPrefix) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }
    guard !host.isEmpty, rest.utf8.allSatisfy(isPlain) else { return nil }
    var result = scheme + rest
    while result.hasSuffix("/") { result.removeLast() }
    return result
  }

  /// No query, fragment, user, or anything that would need escaping.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7f && !"?#@\"'<>\\^`{|}".utf8.contains(byte)
  }
}
