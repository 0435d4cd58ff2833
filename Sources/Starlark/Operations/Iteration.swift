/// The state of one loop. While it lives, what it iterates over can't change.
final class Iterator: HiddenObject {
  private let source: Source
  private var position = 0

  private enum Source {
    case elements([Value])
    case host(() throws(EvaluationError) -> Value?)
    case list(ListObject)
    case dict(DictObject, keys: [Value])
    case set(SetObject)
    case range(RangeObject)
  }

  init(over value: Value, in thread: Thread) throws(EvaluationError) {
    switch value {
    case .list(let list):
      // Elements that are made once needn't be made by the next loop; a long list may be left early.
      if list.count <= Self.shortList { _ = try list.elements(in: thread) }
      source = .list(list)
    case .tuple(let tuple): source = .elements(tuple.elements)
    case .range(let range): source = .range(range)
    case .dict(let dict): source = .dict(dict, keys: try dict.keys(in: thread))
    case .set(let set): source = .set(set)
    case .host(let host):
      guard let next = try host.makeIterator(in: thread) else { throw Self.notIterable(value) }
      source = .host(next)
    default: throw Self.notIterable(value)
    }
    super.init()
    hold(1)
  }

  /// Tells what is iterated over that it is, or no longer is.
  private func hold(_ change: Int) {
    switch source {
    case .list(let list): list.iterators += change
    case .dict(let dict, _): dict.iterators += change
    case .set(let set): set.iterators += change
    case .elements, .range, .host: return
    }
  }

  static func notIterable(_ value: Value) -> EvaluationError {
    let hint: String? =
      switch value {
      case .string: "its characters are s.elems()"
      case .bytes: "its numbers are b.elems()"
      default: nil
      }
    return .failed("\(value.typeName) can't be iterated over", hint: hint)
  }

  private static let shortList = 1_000

  deinit { hold(-1) }

  func next(in thread: Thread) throws(EvaluationError) -> Value? {
    switch source {
    case .list(let list):
      guard position < list.count else { return nil }
      position += 1
      return try list.element(at: position - 1, in: thread)
    case .elements(let elements), .dict(_, let elements):
      guard position < elements.count else { return nil }
      position += 1
      return elements[position - 1]
    case .range(let range):
      guard position < range.count else { return nil }
      position += 1
      return .int(range.element(at: position - 1))
    case .host(let next):
      try thread.charge(1)
      return try next()
    case .set(let set):
      guard let found = set.table.next(from: position) else { return nil }
      position = found + 1
      return set.table.entries[found].key
    }
  }
}

extension Thread {
  /// All elements of an iterable, each counted as a step.
  func elements(of value: Value) throws(EvaluationError) -> [Value] {
    switch value {
    case .list(let list):
      try charge(list.count)
      return try list.elements(in: self)
    case .tuple(let tuple):
      try charge(tuple.elements.count)
      return tuple.elements
    case .set(let set):
      try charge(set.table.count)
      return set.elements
    case .dict(let dict): return try dict.keys(in: self)
    case .range(let range):
      try willMake(elements: range.count)
      return (0..<range.count).map { .int(range.element(at: $0)) }
    case .host(let host):
      guard let next = try host.makeIterator(in: self) else { throw Iterator.notIterable(value) }
      return try collected(next)
    default: throw Iterator.notIterable(value)
    }
  }

  /// Reserves as it goes: nobody knows how many there are.
  private func collected(
    _ next: () throws(EvaluationError) -> Value?
  ) throws(EvaluationError) -> [Value] {
    var elements: [Value] = []
    while let element = try next() {
      if elements.count == elements.capacity { try willMake(elements: max(8, elements.count * 2)) }
      try charge(1)
      elements.append(element)
    }
    return elements
  }

  /// How many elements an iterable or a text has; nil for what has no length.
  func length(of value: Value) -> Int? {
    switch value {
    case .string(let object): object.bytes.count
    case .bytes(let object): object.bytes.count
    case .list(let object): object.count
    case .tuple(let object): object.elements.count
    case .dict(let object): object.count
    case .set(let object): object.table.count
    case .range(let object): object.count
    case .host(let object): object.count
    default: nil
    }
  }
}
