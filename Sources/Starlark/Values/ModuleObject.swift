/// Functions and values under one name, as `math.floor`.
public final class ModuleObject: HostObject {
  public let name: String
  private let members: [String: Value]

  /// - Parameter members: shared by every thread that uses the module: builtins and other values without state.
  public init(_ name: String, members: [String: Value]) {
    self.name = name
    self.members = members
    super.init()
  }

  convenience init(_ name: String, functions: [BuiltinObject], values: [String: Value] = [:]) {
    let named = functions.map { ($0.name.split(separator: ".").last.map(String.init) ?? $0.name, Value.builtin($0)) }
    self.init(name, members: values.merging(named, uniquingKeysWith: { _, last in last }))
  }

  public override var typeName: String { "module" }
  public override var text: String { "<module \"\(name)\">" }
  public override var attributeNames: [String] { members.keys.sorted() }
  public override func attribute(_ name: String) -> Value? { members[name] }
  public override var heldValues: [Value] { Array(members.values) }
}
