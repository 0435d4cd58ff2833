/// Which names a piece of a program uses without binding them itself: what an inner function takes from around it.
struct FreeNames {
  private(set) var names: Set<String> = []

  static func of(_ function: FunctionTree) -> Set<String> {
    var walker = FreeNames()
    walker.visit(function.body)
    return walker.names.subtracting(BoundNames.of(function))
  }

  /// The names that functions inside of a body use without binding them.
  static func usedByFunctions(in body: [StatementTree]) -> Set<String> {
    var walker = FreeNames(onlyInner: true)
    walker.visit(body)
    return walker.names
  }

  static func usedByFunctions(in tree: ExpressionTree) -> Set<String> {
    var walker = FreeNames(onlyInner: true)
    walker.visit(tree)
    return walker.names
  }

  static func of(_ tree: ExpressionTree) -> Set<String> {
    var walker = FreeNames()
    walker.visit(tree)
    return walker.names
  }

  private var onlyInner = false

  private init(onlyInner: Bool = false) { self.onlyInner = onlyInner }

  private mutating func visit(_ statements: [StatementTree]) { for statement in statements { visit(statement) } }

  private mutating func visit(_ statement: StatementTree) {
    switch statement.kind {
    case .expression(let tree): visit(tree)
    case .assign(let target, let value), .augment(let target, _, let value):
      visit(target)
      visit(value)
    case .define(let function): visit(function)
    case .if(let choices, let otherwise):
      for choice in choices {
        visit(choice.condition)
        visit(choice.body)
      }
      visit(otherwise)
    case .for(let target, let iterable, let body):
      visit(target)
      visit(iterable)
      visit(body)
    case .while(let condition, let body):
      visit(condition)
      visit(body)
    case .return(let value): value.map { visit($0) }
    case .load, .break, .continue, .pass: return
    }
  }

  private mutating func visit(_ function: FunctionTree) {
    for parameter in function.parameters { parameter.fallback.map { visit($0) } }
    names.formUnion(FreeNames.of(function))
  }

  private mutating func visit(_ target: TargetTree) {
    switch target.kind {
    case .name(let name): add(name)
    case .index(let base, let index):
      visit(base)
      visit(index)
    case .attribute(let base, _): visit(base)
    case .many(let targets): targets.forEach { visit($0) }
    }
  }

  private mutating func add(_ name: String) { if !onlyInner { names.insert(name) } }

  private mutating func visit(_ tree: ExpressionTree) {
    switch tree.kind {
    case .name(let name): add(name)
    case .none, .bool, .int, .bigInt, .float, .string, .bytes, .stringMethod, .builtin: return
    case .list(let elements), .tuple(let elements), .set(let elements), .logical(_, let elements):
      elements.forEach { visit($0) }
    case .dict(let entries):
      for entry in entries {
        visit(entry.key)
        visit(entry.value)
      }
    case .comprehension(let comprehension): visit(comprehension)
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      visit(then)
      visit(otherwise)
    case .lambda(let function): visit(function)
    case .call(let function, let arguments):
      visit(function)
      arguments.forEach { visit($0.value) }
    case .attribute(let base, _, _), .unary(_, let base): visit(base)
    case .index(let base, let index):
      visit(base)
      visit(index)
    case .slice(let base, let low, let high, let step):
      visit(base)
      for part in [low, high, step] { part.map { visit($0) } }
    case .chain(let first, let links):
      visit(first)
      links.forEach { visit($0.operand) }
    case .fallback(let tree, let otherwise):
      visit(tree)
      visit(otherwise)
    }
  }

  /// The names that a comprehension binds are its own.
  private mutating func visit(_ comprehension: Comprehension) {
    var inner = FreeNames(onlyInner: onlyInner)
    var bound: Set<String> = []
    for (index, clause) in comprehension.clauses.enumerated() {
      switch clause {
      case .for(let target, let iterable):
        if index == 0 { visit(iterable) } else { inner.visit(iterable) }
        inner.visit(target)
        bound.formUnion(BoundNames.of(target))
      case .if(let condition): inner.visit(condition)
      }
    }
    switch comprehension.result {
    case .list(let tree), .set(let tree): inner.visit(tree)
    case .dict(let entry):
      inner.visit(entry.key)
      inner.visit(entry.value)
    }
    // A function inside may capture the loop's variable: that makes it a cell, by name, wherever it is bound.
    names.formUnion(onlyInner ? inner.names : inner.names.subtracting(bound))
  }
}

/// Which names a function or file binds, without those of functions inside of it.
enum BoundNames {
  static func of(_ function: FunctionTree) -> Set<String> {
    Set(function.parameters.map(\.name)).union(of(function.body))
  }

  static func of(_ statements: [StatementTree]) -> Set<String> {
    var names: Set<String> = []
    for statement in statements {
      switch statement.kind {
      case .assign(let target, _), .augment(let target, _, _): names.formUnion(of(target))
      case .define(let function): names.insert(function.name)
      case .if(let choices, let otherwise):
        for choice in choices { names.formUnion(of(choice.body)) }
        names.formUnion(of(otherwise))
      case .for(let target, _, let body): names.formUnion(of(target).union(of(body)))
      case .while(_, let body): names.formUnion(of(body))
      case .load(_, let loaded): names.formUnion(loaded.map(\.local))
      case .expression, .return, .break, .continue, .pass: continue
      }
    }
    return names
  }

  static func of(_ target: TargetTree) -> Set<String> {
    switch target.kind {
    case .name(let name): [name]
    case .many(let targets): targets.reduce(into: []) { $0.formUnion(of($1)) }
    case .index, .attribute: []
    }
  }
}
