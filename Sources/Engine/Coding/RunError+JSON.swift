public import JSON

extension RunError {
  /// `{type, message, step?, attempt?, details?, cause?}`, as expressions, the API and the store see an error.
  public var json: JSONValue {
    var object: JSONObject = ["type": .string(type), "message": .string(message)]
    object["step"] = step.map(JSONValue.string)
    object["attempt"] = attempt.map { .integer(Int64($0)) }
    if !details.isEmpty { object["details"] = .object(details) }
    object["cause"] = cause.first?.json
    return .object(object)
  }

  /// Reads what ``json`` wrote; nil when the value is no error.
  public init?(json: JSONValue) {
    guard let type = json["type"]?.stringValue, let message = json["message"]?.stringValue else { return nil }
    self.init(
      type: type, message: message, step: json["step"]?.stringValue,
      attempt: json["attempt"]?.integerValue.flatMap(Int.init(exactly:)),
      details: json["details"]?.objectValue ?? [:], cause: json["cause"].flatMap(RunError.init(json:)))
  }

  /// The error's own type and those of the errors behind it: what `catch` and `retryOn` are compared with.
  public var types: [String] { [type] + cause.flatMap(\.types) }
}
