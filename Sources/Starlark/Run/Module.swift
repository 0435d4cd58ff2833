/// What a file defined, frozen: any thread may use it, and it lives as long as the host holds it.
public final class Module: HostObject {
  public let name: String
  private let globals: Globals
  /// Without what the file itself loaded, and without names that begin with `_`, which are its own.
  private let exported: [String: Int]

  init(_ name: String, _ globals: Globals, own: Set<String>) {
    self.name = name
    self.globals = globals
    var exported: [String: Int] = [:]
    for (index, name) in globals.names.enumerated() where own.contains(name) && !name.hasPrefix("_") {
      if globals.values[index].isSet { exported[name] = index }
    }
    self.exported = exported
    super.init()
  }

  /// Values of a host under the name of a file, for `load`. Freezes them.
  public convenience init(_ name: String, values: [String: Value]) {
    let sorted = values.sorted { $0.key < $1.key }
    let globals = Globals(names: sorted.map(\.key))
    globals.values = sorted.map(\.value)
    Freezing.freeze(globals)
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
