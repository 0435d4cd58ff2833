import Pattern

/// Something asked of a value.
enum Requirement: Sendable {
  case claim(Claim, isTrue: Bool, Side)
  case literal(Literal)
  /// Some item.
  case item(ItemDemand)
  case everyItem(Literal)
  case items(Literal, atLeast: Int)
  /// Some member.
  case member(MemberDemand)
}

/// An item that must be there.
struct ItemDemand: Sendable {
  enum Place: Sendable {
    case at(Int)
    /// There, or behind it.
    case from(Int)
  }

  let place: Place
  let literal: Literal
}

/// A member that must be there.
struct MemberDemand: Sendable {
  enum Selector: Sendable {
    case named(String)
    case matching(RegularExpression)
    /// Of which neither `properties` nor `patternProperties` speak.
    case left(by: MemberSchemas)
    /// Whose name satisfies this.
    case misnamed(Literal)
  }

  let selector: Selector
  /// What its value satisfies.
  let literal: Literal?
}
