import JSON

/// What the search for a value came to.
enum Outcome: Sendable {
  /// There is none.
  case none
  /// Some that were checked; never empty.
  case found([JSONValue])
  /// None was found, and it isn't proved that there is none.
  case open(String)

  var values: [JSONValue] { if case .found(let values) = self { values } else { [] } }

  var isNone: Bool { if case .none = self { true } else { false } }
}

/// Values for one branch, before they are checked.
enum Attempt: Sendable {
  case impossible
  case candidates([JSONValue], areAll: Bool)
  case stuck(String)
}
