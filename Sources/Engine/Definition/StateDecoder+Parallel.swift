import JSON

extension StateDecoder {
  func readParallel(_ reader: ObjectReader, into state: inout StateTree, depth: Int) {
    let field = reader.field("join")
    let aggregation = reader.field("outputAggregation")
    guard let list = reader.field("branches") else { return reader.missing("branches") }
    guard let elements = list.elements() else { return }
    if elements.isEmpty { list.invalid("a parallel state needs at least one branch") }
    var tree = ParallelTree(branches: elements.compactMap { branch($0, depth: depth + 1) })
    if let field, let join = join(field, of: elements.count) { tree.join = join }
    if let aggregation, let word = aggregation.choice(of: AggregationWord.allCases)?.value {
      tree.aggregation = word.meaning
      checkAggregation(aggregation, tree)
    }
    state.kind = .parallel(tree)
  }

  private func branch(_ field: Field, depth: Int) -> BranchTree? {
    guard let reader = ObjectReader(field, StateKeys.branch) else { return nil }
    if !reader.has("name") {
      findings.report(.missingName, at: reader.place, "this branch has no `name`", expected: "name")
    }
    let name = reader.text("name") ?? Sourced(value: "", place: reader.place)
    return innerBlock(reader, depth: depth).map { BranchTree(name: name, block: $0) }
  }

  private func join(_ field: Field, of branches: Int) -> Parallel.Join? {
    guard let reader = ObjectReader(field, StateKeys.join) else { return nil }
    var join = Parallel.Join()
    let word = reader.field("mode")?.choice(of: JoinWord.allCases)?.value ?? .all
    join.mode = mode(word, reader, of: branches)
    join.onBranchError = reader.field("onBranchError")?.choice(of: Parallel.Join.OnBranchError.allCases)?.value ?? .fail
    guard let rest = reader.field("cancelRest"), let cancels = rest.bool()?.value else { return join }
    join.cancelsRest = cancels
    if !cancels, word == .all {
      findings.report(
        .conflictingKeys, at: rest.place, part: .key,
        "`cancelRest: false` needs `mode: any` or `mode: quorum`: a join of all branches leaves none over",
        hint: "`onBranchError: collect` lets the other branches end after one has failed")
    }
    return join
  }

  private func mode(_ word: JoinWord, _ reader: ObjectReader, of branches: Int) -> Parallel.Join.Mode {
    let field = reader.field("count")
    switch word {
    case .all, .any:
      if let field {
        findings.report(
          .conflictingKeys, at: field.place, part: .key, "`count` needs `mode: quorum`",
          hint: "\(word.rawValue) needs \(word == .any ? "one branch" : "every branch") to succeed")
      }
      return word == .any ? .any : .all
    case .quorum:
      guard let field else {
        reader.missing("count", hint: "how many of the \(branches) branches must succeed")
        return .quorum(max(branches, 1))
      }
      guard let count = field.integer(in: 1...Limits().items)?.value else { return .quorum(max(branches, 1)) }
      if count > branches {
        field.invalid(
          "\(count) of \(branches) branches can never succeed", expected: "1 to \(branches)",
          hint: "`count` says how many branches must succeed")
      }
      return .quorum(count)
    }
  }

  private func checkAggregation(_ field: Field, _ tree: ParallelTree) {
    guard tree.aggregation == .merge, tree.join.onBranchError == .collect else { return }
    findings.report(
      .conflictingKeys, at: field.place, part: .key,
      "`outputAggregation: merge` has no place for the errors that `onBranchError: collect` keeps",
      hint: "use `array`, or leave `outputAggregation` out")
  }
}

/// The modes of a join as a definition names them.
enum JoinWord: String, CaseIterable {
  case all
  case any
  case quorum
}

/// What `outputAggregation` may say; the form by name is the one without it.
enum AggregationWord: String, CaseIterable {
  case merge
  case array
  case first

  var meaning: Parallel.Aggregation {
    switch self {
    case .merge: .merge
    case .array: .array
    case .first: .first
    }
  }
}
