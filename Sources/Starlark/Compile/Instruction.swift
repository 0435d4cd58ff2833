/// One step of the machine. Operands are registers; where `source` is said, a negative one is a constant: `~operand`.
struct Instruction: Sendable {
  var operation: Operation
  var a: Int32
  var b: Int32
  var c: Int32

  enum Operation: UInt8, Sendable {
    // Moving: a ← …
    /// a ← source b
    case move
    /// a ← name c of the host, which register b keeps
    case loadName
    /// a ← global c
    case loadGlobal
    /// global c ← source b
    case storeGlobal
    /// a ← the value in the cell of register b; c is its name
    case loadCell
    /// the cell of register a ← source b
    case storeCell
    /// a ← a new cell that holds what a held
    case makeCell
    /// a ← the value in the function's own cell b; c is its name
    case loadFree
    /// the function's own cell a ← source b
    case storeFree
    /// fails if register b has no value; c is its name
    case check

    // Operators: a ← source b … source c
    case add, subtract, multiply, divide, floorDivide, modulo, bitAnd, bitOr, bitXor, shiftLeft, shiftRight
    case equal, notEqual, less, lessEqual, greater, greaterEqual, within, notWithin
    case not, minus, plus, invert
    /// As add, but a list is extended in place.
    case addInPlace
    /// As bitOr, but a dict is extended in place.
    case orInPlace

    // Control: to instruction c
    case jump
    /// if source b is false
    case jumpIfFalse
    case jumpIfTrue

    // Access
    /// a ← attribute c of source b
    case attribute
    /// a ← attribute c of source b, or source b itself where it has none
    case attributeOrSelf
    /// attribute c of source a ← source b
    case setAttribute
    /// a ← source b [ source c ]
    case index
    /// source a [ source b ] ← source c
    case setIndex
    /// a ← source b [ c : c+1 : c+2 ]
    case slice

    // Building
    /// a ← list of the b registers from c on
    case makeList, makeTuple, makeSet
    /// a ← dict of b pairs of registers from c on
    case makeDict
    /// append source b to list a
    case append
    /// add source b to set a
    case insert
    /// dict a: source b ← source c
    case put
    /// the same, but a key that is there is an error
    case putNew

    // Loops
    /// a ← iterator over source b
    case iterate
    /// a ← next of the iterator in b; at its end jump to c
    case next
    /// a holds nothing any more: frees a loop's iterator, or makes a variable new
    case clear
    /// registers a, a+1 … ← the c elements of source b
    case unpack

    // Calls
    /// a ← call of register b with the arguments after it, in the shape c
    case call
    /// a ← method of register b (named in the shape c) called with the arguments after it
    case callMethod
    /// a ← function b, its defaults in the registers from c on
    case makeFunction
    /// source b is the result
    case giveBack
    /// a ← module c loaded; its names are read by `attribute`
    case load
    /// a ← name c of the loaded module b
    case loadedName
  }
}

/// How a call's arguments lie in registers: positional ones, then keyword ones, then `*` and `**`.
final class CallShape: Sendable {
  let positional: Int
  let keywords: [String]
  let hasStar: Bool
  let hasDoubleStar: Bool
  /// Of a method.
  let method: Int
  let isPlain: Bool

  init(_ arguments: [ArgumentTree], method: Int) {
    positional = arguments.count { $0.kind == .positional }
    keywords = arguments.compactMap { if case .keyword(let name) = $0.kind { name } else { nil } }
    hasStar = arguments.contains { $0.kind == .star }
    hasDoubleStar = arguments.contains { $0.kind == .doubleStar }
    self.method = method
    isPlain = keywords.isEmpty && !hasStar && !hasDoubleStar
  }
}
