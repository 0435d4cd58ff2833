/// Taking schemas apart.
extension Comparison {
  func add(_ requirement: Requirement, to branch: inout Branch) {
    if branch.isImpossible { return }
    switch requirement {
    case .literal(let literal): add(literal, to: &branch)
    case .claim(let claim, let isTrue, let side): add(claim, isTrue, side, to: &branch)
    case .item(let demand): branch.list.demands.append(demand)
    case .everyItem(let literal): branch.list.all.append(literal)
    case .items(let literal, let count): branch.list.demand(literal, times: count)
    case .member(let demand):
      if case .named(let name) = demand.selector { branch.object.require(name) }
      branch.object.demands.append(demand)
    }
  }

  private func add(_ literal: Literal, to branch: inout Branch) {
    if branch.literals.contains(literal.opposite) { branch.isImpossible = true }
    guard !branch.isImpossible, branch.literals.insert(literal).inserted else { return }
    guard branch.literals.count < Self.mostLiterals else {
      branch.obstacles.append("a chain of so many schemas")
      return
    }
    let claims = claims(of: literal, about: branch.kind)
    if literal.isTrue {
      for claim in claims { add(claim, true, literal.side, to: &branch) }
    } else {
      addChoice(claims.map { [.claim($0, isTrue: false, literal.side)] }, to: &branch)
    }
  }

  private func add(_ claim: Claim, _ isTrue: Bool, _ side: Side, to branch: inout Branch) {
    switch (claim, isTrue) {
    case (.always, true), (.never, false): break
    case (.always, false), (.never, true): branch.isImpossible = true
    case (.schema(let node), _): add(Literal(side: side, node: node, isTrue: isTrue), to: &branch)
    case (.not(let claim), _): add(claim, !isTrue, side, to: &branch)
    case (.all(let claims), true), (.any(let claims), false):
      for claim in claims { add(claim, isTrue, side, to: &branch) }
    case (.all(let claims), false), (.any(let claims), true):
      addChoice(claims.map { [.claim($0, isTrue: isTrue, side)] }, to: &branch)
    case (.exactlyOne(let nodes), _): addExactlyOne(of: nodes, isTrue, side, to: &branch)
    case (.fact(.format(let format)), _) where !assertsFormats && !format.isAlwaysAsserted:
      if !isTrue { branch.isImpossible = true }
    case (.fact(let fact), _): branch.add(fact, isTrue, side)
    case (.obscure(let name), _): branch.obstacles.append(name)
    }
  }

  /// Needs no choice where there is nothing to choose.
  private func addChoice(_ alternatives: [[Requirement]], to branch: inout Branch) {
    switch alternatives.count {
    case 0: branch.isImpossible = true
    case 1: for requirement in alternatives[0] { add(requirement, to: &branch) }
    default: branch.choices.append(alternatives)
    }
  }

  private func addExactlyOne(of nodes: [Int], _ isTrue: Bool, _ side: Side, to branch: inout Branch) {
    func literal(_ place: Int, _ isTrue: Bool) -> Requirement {
      .literal(Literal(side: side, node: nodes[place], isTrue: isTrue))
    }
    if isTrue {
      return addChoice(nodes.indices.map { place in nodes.indices.map { literal($0, $0 == place) } }, to: &branch)
    }
    var alternatives = [nodes.indices.map { literal($0, false) }]
    for place in nodes.indices.dropLast() {
      let others = nodes.dropFirst(place + 1).map { Claim.schema($0) }
      alternatives.append([literal(place, true), .claim(.any(others), isTrue: true, side)])
    }
    addChoice(alternatives, to: &branch)
  }

  /// Schemas applied to one value. Each may stand inside the one before it, and the stack is finite.
  private static var mostLiterals: Int { 1_000 }
}

extension SchemaNode {
  /// What each of the keywords says about one kind.
  func claims(about kind: ValueKind) -> [Claim] {
    keywords.map { keyword in plainClaim(of: keyword, about: kind) ?? keyword.claim(about: kind) }
  }

  /// `unevaluatedProperties` and `unevaluatedItems` where nothing is applied in place: then they are about what the
  /// keywords beside them leave.
  private func plainClaim(of keyword: any Keyword, about kind: ValueKind) -> Claim? {
    guard keyword.needsEvaluated, keywords.allSatisfy({ $0.inPlaceNodes.isEmpty && !($0 is DynamicReference) }) else {
      return nil
    }
    if let unevaluated = keyword as? UnevaluatedProperties, kind == .object {
      guard let members = keywords.lazy.compactMap({ $0 as? Members }).first else {
        return .fact(.members(MemberSchemas(names: [], properties: [:], patterns: [], additional: unevaluated.node)))
      }
      return members.additional == nil ? .fact(.members(members.schemas.leaving(to: unevaluated.node))) : .always
    }
    return nil
  }
}

extension MemberSchemas {
  /// The same, where a schema applies to what is left.
  fileprivate func leaving(to additional: Int) -> MemberSchemas {
    var schemas = self
    schemas.additional = additional
    return schemas
  }
}
