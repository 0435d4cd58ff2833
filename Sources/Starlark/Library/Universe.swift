extension Builtins {
  /// What every Starlark program has, besides `None`, `True` and `False`, which are literals.
  public static let universe = Builtins(
    named(Conversions.functions + SequenceFunctions.functions + ReflectionFunctions.functions))

  /// `struct(name = value, …)`.
  public static var structs: BuiltinObject { StructObject.builtin }

  /// These with a module `time` that has a clock (nanoseconds since 1970) or zones.
  public func withTime(clock: (@Sendable () -> Int)?, zones: ZoneRules? = nil) -> Builtins {
    adding(["time": .host(TimeModule.module(clock: clock, zones: zones))])
  }

  /// The universe with the modules `json`, `math`, `re` and `time` (without a clock), and `struct`.
  public static let standard = Builtins(
    universe.values.merging(
      [
        "json": .host(JSONModule.standard), "math": .host(MathModule.module), "struct": .builtin(structs),
        "re": .host(PatternModule.module), "time": .host(TimeModule.pure),
      ], uniquingKeysWith: { first, _ in first }))

  /// The standard library with helpers for data: `keys`, `items`, `get`, `map`, `filter`, `join`, `flatten`, `unique`,
  /// `chunks`, `sum`, `pick`.
  public static let data = Builtins(
    standard.values.merging(named(DataFunctions.functions), uniquingKeysWith: { first, _ in first })
  ).adding(["json": .host(JSONModule.records)])

  private static func named(_ functions: [BuiltinObject]) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: functions.map { ($0.name, Value.builtin($0)) })
  }
}
