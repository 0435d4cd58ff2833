import JSON

/// A keyword that is asked without being retained: whoever asks holds the program that owns it. Those that nearly every
/// schema has are called directly.
enum QuickCheck {
  case members(Unmanaged<Members>)
  case items(Unmanaged<Items>)
  case length(Unmanaged<LengthBound>)
  case bound(Unmanaged<NumberBound>)
  case pattern(Unmanaged<PatternCheck>)
  case enumeration(Unmanaged<Enumeration>)
  case constant(Unmanaged<Constant>)
  case required(Unmanaged<Required>)
  case reference(Unmanaged<Reference>)
  case allOf(Unmanaged<AllOf>)
  case anyOf(Unmanaged<AnyOf>)
  case oneOf(Unmanaged<OneOf>)
  case not(Unmanaged<Not>)
  case conditional(Unmanaged<Conditional>)
  case other(Unmanaged<OtherKeyword>)

  init(_ keyword: any Keyword, keeping owners: inout [AnyObject]) {
    switch keyword {
    case let keyword as Members: self = .members(.passUnretained(keyword))
    case let keyword as Items: self = .items(.passUnretained(keyword))
    case let keyword as LengthBound: self = .length(.passUnretained(keyword))
    case let keyword as NumberBound: self = .bound(.passUnretained(keyword))
    case let keyword as PatternCheck: self = .pattern(.passUnretained(keyword))
    case let keyword as Enumeration: self = .enumeration(.passUnretained(keyword))
    case let keyword as Constant: self = .constant(.passUnretained(keyword))
    case let keyword as Required: self = .required(.passUnretained(keyword))
    case let keyword as Reference: self = .reference(.passUnretained(keyword))
    case let keyword as AllOf: self = .allOf(.passUnretained(keyword))
    case let keyword as AnyOf: self = .anyOf(.passUnretained(keyword))
    case let keyword as OneOf: self = .oneOf(.passUnretained(keyword))
    case let keyword as Not: self = .not(.passUnretained(keyword))
    case let keyword as Conditional: self = .conditional(.passUnretained(keyword))
    default:
      let other = OtherKeyword(keyword)
      owners.append(other)
      self = .other(.passUnretained(other))
    }
    owners.append(keyword)
  }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    switch self {
    case .members(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .items(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .length(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .bound(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .pattern(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .enumeration(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .constant(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .required(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .reference(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .allOf(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .anyOf(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .oneOf(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .not(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .conditional(let keyword): keyword._withUnsafeGuaranteedRef { $0.accepts(value, &validation, &evaluated) }
    case .other(let other): other._withUnsafeGuaranteedRef { $0.keyword.accepts(value, &validation, &evaluated) }
    }
  }
}

/// Holds one of the rarer keywords.
final class OtherKeyword: Sendable {
  let keyword: any Keyword

  init(_ keyword: any Keyword) { self.keyword = keyword }
}
