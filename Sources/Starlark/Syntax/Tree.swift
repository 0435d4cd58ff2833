import BigInt

/// The parsed form of a program, before names mean anything. Offsets are bytes of the source.
struct ExpressionTree: Sendable {
  let offset: Int
  let kind: Kind

  indirect enum Kind: Sendable {
    case none
    case bool(Bool)
    case int(Int)
    case bigInt(BigInt)
    case float(Double)
    case string([UInt8])
    case bytes([UInt8])
    case name(String)
    case list([ExpressionTree])
    case tuple([ExpressionTree])
    case set([ExpressionTree])
    case dict([DictEntry])
    case comprehension(Comprehension)
    case conditional(condition: ExpressionTree, then: ExpressionTree, otherwise: ExpressionTree)
    case lambda(FunctionTree)
    case call(ExpressionTree, [ArgumentTree])
    case attribute(ExpressionTree, name: String, nameOffset: Int)
    case index(ExpressionTree, ExpressionTree)
    case slice(ExpressionTree, low: ExpressionTree?, high: ExpressionTree?, step: ExpressionTree?)
    case unary(UnaryOperator, ExpressionTree)
    /// Operators of one precedence from left to right. A list, not nested pairs, so that a sum of ten thousand terms
    /// is no deeper than one of two.
    case chain(ExpressionTree, [ChainLink])
    case logical(LogicalOperator, [ExpressionTree])
    /// `default(E, y)`: y where something is missing inside E.
    case fallback(ExpressionTree, ExpressionTree)
    /// A filter of a template that is a method of strings: `x | upper`.
    case stringMethod(name: String)
    /// A function of the host or the language, whatever the data calls its own.
    case builtin(name: String)
  }
}

struct DictEntry: Sendable {
  let key: ExpressionTree
  let value: ExpressionTree
}

struct ChainLink: Sendable {
  let operation: BinaryOperator
  let offset: Int
  let operand: ExpressionTree
}

struct ArgumentTree: Sendable {
  let kind: Kind
  let value: ExpressionTree

  enum Kind: Sendable, Equatable {
    case positional
    case keyword(String)
    case star
    case doubleStar
  }
}

struct Comprehension: Sendable {
  let result: Result
  let clauses: [Clause]

  enum Result: Sendable {
    case list(ExpressionTree)
    case set(ExpressionTree)
    case dict(DictEntry)
  }

  enum Clause: Sendable {
    case `for`(TargetTree, ExpressionTree)
    case `if`(ExpressionTree)
  }
}

/// What can be assigned to.
struct TargetTree: Sendable {
  let offset: Int
  let kind: Kind

  indirect enum Kind: Sendable {
    case name(String)
    case index(ExpressionTree, ExpressionTree)
    case attribute(ExpressionTree, String)
    case many([TargetTree])
  }
}

struct FunctionTree: Sendable {
  let name: String
  let offset: Int
  let parameters: [ParameterTree]
  let body: [StatementTree]
}

struct ParameterTree: Sendable {
  let name: String
  let offset: Int
  let kind: Kind
  let fallback: ExpressionTree?

  enum Kind: Sendable, Equatable {
    case plain
    /// After `*`: can only be given by name.
    case keywordOnly
    case star
    case doubleStar
  }
}

struct StatementTree: Sendable {
  let offset: Int
  let kind: Kind

  indirect enum Kind: Sendable {
    case expression(ExpressionTree)
    case assign(TargetTree, ExpressionTree)
    case augment(TargetTree, BinaryOperator, ExpressionTree)
    case define(FunctionTree)
    case `if`([(condition: ExpressionTree, body: [StatementTree])], otherwise: [StatementTree])
    case `for`(TargetTree, ExpressionTree, [StatementTree])
    case `while`(ExpressionTree, [StatementTree])
    case `return`(ExpressionTree?)
    case load(module: String, names: [LoadedName])
    case `break`
    case `continue`
    case pass
  }
}

struct LoadedName: Sendable {
  let local: String
  let original: String
  let offset: Int
}

enum UnaryOperator: Sendable { case not, minus, plus, invert }

enum LogicalOperator: Sendable { case and, or }

/// The operators between two values, as a program writes them.
public enum BinaryOperator: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", floorDivide = "//", modulo = "%"
  case and = "&", or = "|", xor = "^", shiftLeft = "<<", shiftRight = ">>"
  case equal = "==", notEqual = "!=", less = "<", lessEqual = "<=", greater = ">", greaterEqual = ">="
  case within = "in", notWithin = "not in"
}
