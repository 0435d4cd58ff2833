import Engine
public import JSON

extension WebhookSettings {
  /// Reads settings as a request or a row says them; null and what is left out are the defaults.
  ///
  /// - Throws: `invalid`, naming the member.
  public init(json: JSONObject) throws(OperationError) {
    self.init()
    let reader = Reader(json: json)
    let word = try reader.text("signature") ?? "standard"
    guard Self.signatures.contains(word) else {
      throw OperationError(.invalid, "signature must be one of \(Self.signatures.joined(separator: ", "))")
    }
    eventType = try reader.text("eventType")
    if let eventType, !MessageName.isWellFormed(eventType) {
      throw OperationError(.invalid, "eventType has \(MessageName.form)")
    }
    typeHeader = try reader.header("typeHeader")
    idHeader = try reader.header("idHeader")
    signature = try Self.signature(word, reader)
    if word == "github" {
      eventType = eventType ?? "github"
      typeHeader = typeHeader ?? "X-GitHub-Event"
      idHeader = idHeader ?? "X-GitHub-Delivery"
    }
    allow = try reader.ranges("allow")
    if let rate = try reader.integer("ratePerMinute") {
      guard Self.rates.contains(rate) else {
        throw OperationError(
          .invalid, "ratePerMinute must be from \(Self.rates.lowerBound) to \(Self.rates.upperBound)")
      }
      ratePerMinute = rate
    }
  }

  private static func signature(_ word: String, _ reader: Reader) throws(OperationError) -> Signature {
    let name = try reader.header("header")
    let encoding = try reader.text("encoding")
    let prefix = try reader.text("prefix")
    guard word == "hmac" else {
      if let given = [("header", name), ("encoding", encoding), ("prefix", prefix)].first(where: { $0.1 != nil }) {
        throw OperationError(.invalid, "\(given.0) is for the signature hmac only, not for \(word)")
      }
      switch word {
      case "github": return .hmac(SignatureHeader(name: "X-Hub-Signature-256", encoding: .hex, prefix: "sha256="))
      case "none": return .none
      default: return .standard
      }
    }
    guard let name else {
      throw OperationError(.invalid, "header is missing: the field in which the signature stands")
    }
    guard let encoding = SignatureHeader.Encoding(rawValue: encoding ?? "hex") else {
      throw OperationError(.invalid, "encoding must be hex or base64")
    }
    return .hmac(SignatureHeader(name: name, encoding: encoding, prefix: prefix ?? ""))
  }
}

/// Members by their types; null counts as left out.
private struct Reader {
  let json: JSONObject

  func text(_ name: String) throws(OperationError) -> String? {
    guard let member = json[name], !member.isNull else { return nil }
    guard let text = member.stringValue else { throw OperationError(.invalid, "\(name) must be a string") }
    return text.isEmpty ? nil : text
  }

  func integer(_ name: String) throws(OperationError) -> Int? {
    guard let member = json[name], !member.isNull else { return nil }
    guard let number = member.integerValue else { throw OperationError(.invalid, "\(name) must be an integer") }
    return Int(clamping: number)
  }

  func header(_ name: String) throws(OperationError) -> String? {
    guard let text = try text(name) else { return nil }
    guard text.utf8.count <= 64, text.utf8.allSatisfy(Self.isHeaderCharacter) else {
      throw OperationError(.invalid, "\(name) must name a header field: up to 64 letters, digits and hyphens")
    }
    return text
  }

  func ranges(_ name: String) throws(OperationError) -> [IPRange] {
    guard let member = json[name], !member.isNull else { return [] }
    let texts = (member.arrayValue ?? [member]).map(\.stringValue)
    guard texts.count <= Self.mostRanges else {
      throw OperationError(.invalid, "\(name) can't have more than \(Self.mostRanges) entries")
    }
    return try texts.map { (text) throws(OperationError) in
      guard let range = text.flatMap(IPRange.init) else {
        throw OperationError(
          .invalid,
          "\(name) must list IP addresses or networks, as 192.0.2.7 or 2001:db8::/32; "
            + "'\(text ?? "this entry")' is none")
      }
      return range
    }
  }

  /// GitHub's list of its own networks has some ten.
  private static let mostRanges = 100

  private static func isHeaderCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
