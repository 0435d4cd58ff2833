/// A value that a host defines; also the base of the library's modules, structs and times.
///
/// A subclass overrides what its values can do; everything else is refused with an error that names ``typeName``.
open class HostObject: HeapObject {
  /// A value whose memory is negligible, or that all threads share.
  public init() { super.init(account: nil, charged: 0) }

  /// A value that a program can make many of: its bytes count towards the thread's budget until it is freed.
  public init(bytes: Int, in thread: Thread) throws(EvaluationError) {
    try thread.memory.reserve(Cost.object + bytes)
    super.init(account: thread.memory, charged: Cost.object + bytes)
  }

  // MARK: Looks

  /// What `type(x)` gives.
  open var typeName: String { "object" }
  open var isTrue: Bool { true }
  /// How `repr` shows it. A value that holds others overrides ``write(to:)`` instead.
  open var text: String { "<\(typeName)>" }

  // MARK: Attributes

  /// In alphabetical order.
  open var attributeNames: [String] { [] }
  open func attribute(_ name: String) -> Value? { nil }
  open func setAttribute(_ name: String, to value: Value, in thread: Thread) throws(EvaluationError) {
    throw .failed("\(typeName) has no attribute that can be assigned to")
  }

  /// The error for a name that isn't there, with the nearest one that is.
  public final func missingAttribute(_ name: String) -> EvaluationError { Attributes.missing(name, of: .host(self)) }

  // MARK: As a sequence

  /// How `len` counts it; nil for what has no length.
  open var count: Int? { nil }
  /// `x[index]` with an index from 0 to `count - 1`; nil for what can't be indexed.
  open func element(at index: Int, in thread: Thread) throws(EvaluationError) -> Value? { nil }
  /// Gives one element after the other, then nil; nil itself for what can't be iterated over.
  open func makeIterator(in thread: Thread) throws(EvaluationError) -> (() throws(EvaluationError) -> Value?)? { nil }

  // MARK: Operators

  /// `self operation other`, or `other operation self` if not `isLeft`; nil where that isn't defined.
  open func apply(
    _ operation: BinaryOperator, _ other: Value, isLeft: Bool, in thread: Thread
  ) throws(EvaluationError) -> Value? { nil }
  /// The order for `<` and sorting: negative, 0 or positive; nil where there is none.
  open func order(to other: HostObject) -> Int? { nil }
  open func isEqual(to other: HostObject, in thread: Thread) throws(EvaluationError) -> Bool { self === other }
  /// For keys of dicts: equal values have equal hashes; nil for what can't be a key.
  open func hash(in thread: Thread) throws(EvaluationError) -> Int? { nil }

  // MARK: Freezing

  public internal(set) final var isFrozen = false
  /// Called once; from then on it must not change.
  open func freeze() {}

  /// The values it holds, which are frozen with it.
  open var heldValues: [Value] { [] }

  /// Called when the thread or module that it belongs to ends; a value that ``setAttribute(_:to:in:)`` gave others lets
  /// go of them, as they may hold it.
  open func dropHeldValues() {}

  override func dropContents() { dropHeldValues() }

  /// Appends what `repr` shows.
  func write(to buffer: inout TextBuffer, _ path: inout [ObjectIdentifier]) throws(EvaluationError) {
    try buffer.append(text)
  }
}
