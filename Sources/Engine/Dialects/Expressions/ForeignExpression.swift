/// An expression of another dialect, as a tree that can be written down in Starlark.
indirect enum ForeignExpression {
  /// A literal, spelled as Starlark spells it.
  case literal(String)
  case name(String, at: Int)
  case member(ForeignExpression, String, at: Int)
  case index(ForeignExpression, ForeignExpression)
  case call(ForeignExpression, [Argument], at: Int)
  case unary(String, ForeignExpression)
  case binary(ForeignExpression, String, ForeignExpression)
  case list([ForeignExpression])
  case object([(key: ForeignExpression, value: ForeignExpression)])
  /// `value | name(arguments)`
  case filter(ForeignExpression, String, [Argument], at: Int)

  struct Argument {
    var name: String?
    var value: ForeignExpression
  }
}

/// Why an expression of another dialect can't be translated, and where in its text.
struct ForeignSyntaxError: Error {
  /// The byte that the message is about.
  var offset: Int
  var message: String
  var hint: String?
}

/// What translating can go wrong with and how deep it goes.
enum ForeignLimits {
  /// Parentheses, calls and operators inside each other: more are a program and no condition.
  static let depth = 100
}
