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

extension Requirement {
  /// What holds exactly if this doesn't; nil where that can't be said in one.
  var opposite: Requirement? {
    switch self {
    case .claim(.obscure, _, _): nil
    case .claim(let claim, let isTrue, let side): .claim(claim, isTrue: !isTrue, side)
    case .literal(let literal): .literal(literal.opposite)
    case .item, .everyItem, .items, .member: nil
    }
  }
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
