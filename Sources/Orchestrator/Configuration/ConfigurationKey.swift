import Engine
public import JSON

/// One setting: what it is called, what it means, and what it may be. The table is in ``ConfigurationKey/all``.
public struct ConfigurationKey: Sendable {
  /// As written in `escapement.yaml`, parts joined by dots: `limits.bodyBytes`.
  public let name: String
  public let summary: String
  let kind: Kind

  init(_ name: String, _ kind: Kind, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
  }

  typealias Place<Value> = any WritableKeyPath<Configuration, Value> & Sendable

  /// Where the value lives, and its bounds.
  enum Kind: Sendable {
    case integer(Place<Int>, ClosedRange<Int64>)
    case seconds(Place<TimeSpan>, ClosedRange<Int64>)
    case dispatch(Place<Configuration.Dispatch>)
    case url(Place<String?>)
    case zone(Place<String>)
    case addresses(Place<[String]>)
    case egress(Place<EgressPolicy>)
    case mailbox(Place<String?>)
    case path(Place<String?>)
    case folders(Place<[String]>)
  }

  /// The variable that overrides the file: `ESCAPEMENT_LIMITS_BODY_BYTES`.
  public var environmentName: String {
    var result = "ESCAPEMENT_"
    var previousIsLower = false
    for character in name {
      if character.isUppercase && previousIsLower { result += "_" }
      result += character == "." ? "_" : character.uppercased()
      previousIsLower = character.isLowercase
    }
    return result
  }

  /// What it may be, for messages.
  public var expected: String {
    switch kind {
    case .integer(_, let bounds): "an integer from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .seconds(_, let bounds): "whole seconds from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .dispatch: Configuration.Dispatch.allCases.map(\.rawValue).joined(separator: " or ")
    case .url: "an http or https address without query, as https://ops.example.org/escapement"
    case .zone: "the name of a time zone, as Europe/Berlin"
    case .addresses: "a list of IP addresses or networks, as 10.0.0.0/8"
    case .egress: "a list of networks and names, as 10.0.0.0/8, hooks.internal:8080 or *.internal"
    case .mailbox: "one address of mail, as escapement@example.org"
    case .path: "an absolute path"
    case .folders: "a list of absolute paths, as /srv/shop"
    }
  }

  /// The value as it stands in a configuration.
  public func value(in configuration: Configuration) -> JSONValue {
    switch kind {
    case .integer(let place, _): .integer(Int64(configuration[keyPath: place]))
    case .seconds(let place, _): .integer(configuration[keyPath: place].milliseconds / 1_000)
    case .dispatch(let place): .string(configuration[keyPath: place].rawValue)
    case .url(let place): configuration[keyPath: place].map { .string($0) } ?? .null
    case .zone(let place): .string(configuration[keyPath: place])
    case .addresses(let place), .folders(let place): .array(configuration[keyPath: place].map { .string($0) })
    case .egress(let place): .array(configuration[keyPath: place].allowed.map { .string($0.description) })
    case .mailbox(let place), .path(let place): configuration[keyPath: place].map { .string($0) } ?? .null
    }
  }
}
