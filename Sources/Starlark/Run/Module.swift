/// What a file defined, frozen: any thread may use it, and it lives as long as the host holds it.
public final class Module: HostObject {
  public let name: String
  private let globals: Globals
  /// Without what the file itself loaded, and without names that begin with `_`, which are its own.
  private let exported: [String: Int]

  let cycles = CycleRegistry()
  /// Its values may be theirs.
  private let loaded: [Module]

  init(_ name: String, _ globals: Globals, own: Set<String>, loaded: [Module] = []) {
    self.name = name
    self.loaded = loaded
    self.globals = globals
    var exported: [String: Int] = [:]
    for (index, name) in globals.names.enumerated() where own.contains(name) && !name.hasPrefix("_") {
      if globals.values[index].isSet { exported[name] = index }
    }
    self.exported = exported
    super.init()
  }

  deinit { cycles.breakCycles() }

  /// Values of a host under the name of a file, for `load`. Freezes them; throws where they are nested too deeply.
  public convenience init(_ name: String, values: [String: Value]) throws(EvaluationError) {
    let sorted = values.sorted { $0.key < $1.key }
    let globals = Globals(names: sorted.map(\.key))
    globals.values = sorted.map(\.value)
    try Freezing.freeze(globals)
    self.init(name, globals, own: Set(values.keys))
  }

  public override var typeName: String { "module" }
  public override var text: String { "<module \"\(name)\">" }
  public override var attributeNames: [String] { exported.keys.sorted() }
  public override func attribute(_ name: String) -> Value? { exported[name].map { globals.values[$0] } }
}

extension Value {
  var isSet: Bool { if case .unset = self { false } else { true } }
}
