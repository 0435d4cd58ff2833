/// What `format` names, as far as it is known here.
struct TextFormat: Sendable {
  /// With an article.
  let noun: String
  let accepts: @Sendable (String) -> Bool

  static func named(_ name: String) -> TextFormat? { known[name] }

  private static let known: [String: TextFormat] = [
    "date-time": TextFormat(noun: "a date and time with its offset") { DateFormats.isDateTime($0) },
    "date": TextFormat(noun: "a date") { DateFormats.isDate($0) },
    "time": TextFormat(noun: "a time with its offset") { DateFormats.isTime($0) },
    "duration": TextFormat(noun: "a duration") { DurationFormat.accepts($0) },
    "email": TextFormat(noun: "a mail address") { MailFormat.accepts($0, allowsUnicode: false) },
    "idn-email": TextFormat(noun: "a mail address") { MailFormat.accepts($0, allowsUnicode: true) },
    "hostname": TextFormat(noun: "a host name") { HostFormat.accepts($0) },
    "ipv4": TextFormat(noun: "an IPv4 address") { IPFormats.isIPv4($0) },
    "ipv6": TextFormat(noun: "an IPv6 address") { IPFormats.isIPv6($0) },
    "uri": TextFormat(noun: "a URI") { URIFormats.accepts($0, needsScheme: true, allowsUnicode: false) },
    "uri-reference": TextFormat(noun: "a URI or a relative reference") {
      URIFormats.accepts($0, needsScheme: false, allowsUnicode: false)
    },
    "iri": TextFormat(noun: "an IRI") { URIFormats.accepts($0, needsScheme: true, allowsUnicode: true) },
    "iri-reference": TextFormat(noun: "an IRI or a relative reference") {
      URIFormats.accepts($0, needsScheme: false, allowsUnicode: true)
    },
    "uri-template": TextFormat(noun: "a URI template") { URITemplateFormat.accepts($0) },
    "uuid": TextFormat(noun: "a UUID") { UUIDFormat.accepts($0) },
    "json-pointer": TextFormat(noun: "a JSON pointer") { PointerFormats.isPointer($0) },
    "relative-json-pointer": TextFormat(noun: "a relative JSON pointer") { PointerFormats.isRelativePointer($0) },
    "regex": TextFormat(noun: "a regular expression") { RegexFormat.accepts($0) },
  ]
}
