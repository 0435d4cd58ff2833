extension Builtins {
  /// What every Starlark program has, besides `None`, `True` and `False`, which are literals.
  public static let universe = Builtins(
    named(Conversions.functions + SequenceFunctions.functions + ReflectionFunctions.functions))

  /// The universe with the modules `json` and `math`.
  public static let standard = Builtins(
    universe.values.merging(
      ["json": .host(JSONModule.module), "math": .host(MathModule.module)], uniquingKeysWith: { first, _ in first }))

  /// The standard library with helpers for data: `keys`, `items`, `get`, `map`, `filter`, `join`, `flatten`, `unique`,
  /// `chunks`, `sum`, `pick`.
  public static let data = Builtins(
    standard.values.merging(named(DataFunctions.functions), uniquingKeysWith: { first, _ in first }))

  private static func named(_ functions: [BuiltinObject]) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: functions.map { ($0.name, Value.builtin($0)) })
  }
}
