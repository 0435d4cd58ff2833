/// A compiled expression, block or file: immutable, shared between threads, evaluated as often as one likes.
public struct Program: Sendable {
  public let source: SourceText
  let code: FunctionCode
  let globalNames: [String]
  /// The globals that the file itself defines, without those that it loads.
  private let ownNames: Set<String>
  let allowsRecursion: Bool
  /// The names that it asks its ``NameSource`` for, in alphabetical order.
  public let hostNames: [String]

  init(_ code: FunctionCode, unit: CompilationUnit) {
    self.code = code
    source = unit.source
    globalNames = unit.globals.sorted { $0.value < $1.value }.map(\.key)
    ownNames = Set(globalNames).subtracting(unit.loadedNames)
    allowsRecursion = unit.dialect.recursion
    hostNames = unit.hostNames.sorted()
  }

  // MARK: Expressions

  /// One expression that fills the whole source. Names that it doesn't bind are asked for when it is evaluated.
  public init(expression source: SourceText, dialect: Dialect = Dialect()) throws(SyntaxError) {
    var parser = try Parser(source, isFile: false, dialect: dialect)
    try self.init(try parser.wholeExpression(), source, dialect, [:])
  }

  /// The expression of a template: from a byte on to `}}`, with filters behind `|`.
  ///
  /// - Parameter functions: what may stand behind a `|`, besides the methods of strings.
  /// - Returns: also the byte behind the `}}`.
  public static func embedded(
    in source: SourceText, from offset: Int, dialect: Dialect, functions: Builtins
  ) throws(SyntaxError) -> (program: Program, end: Int) {
    var parser = try Parser(source, from: offset, isFile: false, dialect: dialect)
    parser.pipesAreFilters = true
    parser.filters = Set(functions.values.keys)
    let tree = try parser.filteredExpression()
    let end = try parser.endOfEmbedded("{{", "}}", openedAt: offset - 2)
    return (try Program(tree, source, dialect, functions.values), end)
  }

  /// The expression from a byte on to a `}`, without filters; where the text goes on behind it.
  public static func braced(
    in source: SourceText, from offset: Int, dialect: Dialect
  ) throws(SyntaxError) -> (program: Program, end: Int) {
    var parser = try Parser(source, from: offset, isFile: false, dialect: dialect)
    let tree = try parser.expression()
    let end = try parser.endOfEmbedded("${", "}", openedAt: offset - 2)
    return (try Program(tree, source, dialect, [:]), end)
  }

  private init(
    _ tree: ExpressionTree, _ source: SourceText, _ dialect: Dialect, _ predeclared: [String: Value]
  ) throws(SyntaxError) {
    let unit = CompilationUnit(source: source, dialect: dialect, predeclared: predeclared, isOpen: true)
    let compiler = FunctionCompiler(
      "<expression>", unit: unit, parent: nil, shared: FreeNames.usedByFunctions(in: tree))
    let result = try compiler.operand(tree)
    compiler.emit(.giveBack, 0, result, at: tree.offset)
    self.init(compiler.finish(), unit: unit)
  }

  /// The value of the expression or block, with the names that `names` knows.
  public func evaluate(in thread: Thread, names: any NameSource) throws(EvaluationError) -> Value {
    thread.names = names
    thread.allowsRecursion = allowsRecursion
    let globals = globalNames.isEmpty ? Globals.none : Globals(names: globalNames)
    return try thread.run(code, globals: globals)
  }

  // MARK: Files

  /// A file of statements. Names must be bound in it, be among `builtins`, or else are errors here already.
  public init(file source: SourceText, dialect: Dialect = Dialect(), builtins: Builtins) throws(SyntaxError) {
    var parser = try Parser(source, isFile: true, dialect: dialect)
    let statements = try parser.file()
    let unit = CompilationUnit(source: source, dialect: dialect, predeclared: builtins.values, isOpen: false)
    for name in BoundNames.of(statements).sorted() { unit.globals[name] = unit.globals.count }
    let compiler = FunctionCompiler(
      "<toplevel>", unit: unit, parent: nil, shared: FreeNames.usedByFunctions(in: statements))
    try compiler.compile(statements)
    try unit.errors.throwIfAny()
    compiler.emit(.giveBack, 0, compiler.noneConstant, at: source.bytes.count)
    self.init(compiler.finish(), unit: unit)
  }

  /// Runs the file and freezes what it defined.
  public func run(in thread: Thread) throws(EvaluationError) -> Module {
    thread.allowsRecursion = allowsRecursion
    let globals = Globals(names: globalNames)
    thread.memory.cycles.add(globals)
    _ = try thread.run(code, globals: globals)
    try Freezing.freeze(globals)
    let module = Module(source.name, globals, own: ownNames, loaded: thread.takeLoaded())
    thread.memory.cycles.moveFrozen(to: module.cycles)
    return module
  }
}
