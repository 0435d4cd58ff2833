import JSON

/// Adding facts, and their opposites.
extension Branch {
  mutating func add(_ fact: Fact, _ isTrue: Bool, _ side: Side) {
    switch fact {
    case .values(let values): if isTrue { restrict(to: values) }  // What is ruled out is found out by asking.
    case .bound(let bound): number.add(isTrue ? bound.end : bound.end.opposite)
    case .multiple(let divisor):
      if isTrue { number.divisors.append(divisor) } else { number.nonDivisors.append(divisor) }
    case .count(let bound, let isMinimum): addCount(bound, isMinimum: isMinimum, isTrue)
    case .pattern(let pattern):
      if isTrue { text.patterns.append(pattern) } else { text.wrongPatterns.append(pattern) }
    case .format(let format): if isTrue { text.formats.append(format) } else { text.wrongFormats.append(format) }
    case .unique: if isTrue { list.isUnique = true } else { list.repeats = true }
    case .items(let items): add(items, isTrue, side)
    case .contains(let contains): add(contains, isTrue, side)
    case .member(let name):
      if isTrue { object.require(name) } else { object.absent.insert(MemberName(text: name)) }
    case .members(let members): add(members, isTrue, side)
    case .names(let node):
      if isTrue {
        object.names.append(Literal(side: side, node: node, isTrue: true))
      } else {
        object.demands.append(
          MemberDemand(selector: .misnamed(Literal(side: side, node: node, isTrue: false)), literal: nil))
      }
    }
  }

  private mutating func addCount(_ bound: Int, isMinimum: Bool, _ isTrue: Bool) {
    if isTrue { return restrictCount(bound, isMinimum: isMinimum) }
    if isMinimum, bound == 0 { isImpossible = true }
    let (other, overflow) = bound.addingReportingOverflow(isMinimum ? -1 : 1)
    if overflow { isImpossible = true } else { restrictCount(other, isMinimum: !isMinimum) }
  }

  private mutating func add(_ items: Items, _ isTrue: Bool, _ side: Side) {
    if isTrue { return list.items.append((side, items)) }
    var alternatives = items.prefix.enumerated().map { index, node in
      [Requirement.item(ItemDemand(place: .at(index), literal: Literal(side: side, node: node, isTrue: false)))]
    }
    if let rest = items.rest {
      let literal = Literal(side: side, node: rest, isTrue: false)
      alternatives.append([.item(ItemDemand(place: .from(items.prefix.count), literal: literal))])
    }
    choices.append(alternatives)
  }

  private mutating func add(_ contains: Contains, _ isTrue: Bool, _ side: Side) {
    let matching = Literal(side: side, node: contains.node, isTrue: true)
    let (minimum, maximum) = (contains.minimum, contains.maximum)
    if isTrue {
      if let maximum, maximum < minimum { isImpossible = true }
      if maximum == 0 { list.all.append(matching.opposite) }
      list.demand(matching, times: minimum)
      if maximum.map({ $0 > 0 }) == true { obstacles.append("maxContains") }
      return
    }
    var alternatives: [[Requirement]] = []
    if minimum > 0 { alternatives.append([.everyItem(matching.opposite)]) }
    if let maximum { alternatives.append([.items(matching, atLeast: maximum + 1)]) }
    // A few are too few as well; that isn't followed.
    if minimum > 1 { alternatives.append([.claim(.obscure("minContains"), isTrue: true, side)]) }
    choices.append(alternatives)
  }

  private mutating func add(_ members: MemberSchemas, _ isTrue: Bool, _ side: Side) {
    if isTrue { return object.members.append((side, members)) }
    func violation(_ selector: MemberDemand.Selector, _ node: Int) -> [Requirement] {
      [.member(MemberDemand(selector: selector, literal: Literal(side: side, node: node, isTrue: false)))]
    }
    var alternatives = members.names.compactMap { name in
      members.properties[MemberName(text: name)].map { violation(.named(name), $0) }
    }
    alternatives += members.patterns.map { violation(.matching($0.expression), $0.node) }
    alternatives += members.additional.map { [violation(.left(by: members), $0)] } ?? []
    choices.append(alternatives)
  }
}
