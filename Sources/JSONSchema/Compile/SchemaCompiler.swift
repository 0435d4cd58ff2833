import JSON

/// Makes a program of a schema. Every schema that can be reached becomes a node once, however often it is referred to;
/// a list of places still to be compiled stands in for recursion, so that references may form circles.
final class SchemaCompiler {
  let library: SchemaLibrary
  private var nodes: [SchemaNode?] = []
  private var nodesByPlace: [SchemaPlace: Int] = [:]
  private var pending: [(node: Int, place: SchemaPlace)] = []
  private var problems: [SchemaProblem] = []
  private(set) var unknownKeywords: [JSONPointer] = []
  /// The anchors that some `$dynamicRef` looks for.
  private var dynamicNames: Set<String> = []

  /// Far more than a schema that a person wrote has, and little enough to compile in a second.
  private static let maximumNodes = 100_000

  /// Nobody reads more.
  private static let maximumProblems = 1_000

  init(registry: SchemaRegistry, draft: Draft) { library = SchemaLibrary(registry: registry, draft: draft) }

  func compile(_ source: JSONValue) throws(SchemaError) -> SchemaProgram {
    guard !NestingBound.isExceeded(by: source) else {
      throw SchemaError(problems: [
        SchemaProblem(document: nil, path: JSONPointer(), message: NestingBound.complaint)
      ])
    }
    let place = library.add(source, at: URIReference(""))
    let root = node(at: place)
    compilePending()
    let dynamicTargets = compileDynamicTargets()
    for (place, message) in library.problems { report(message, at: place) }
    let compiled = nodes.compactMap { $0 }
    guard problems.isEmpty, compiled.count == nodes.count else { throw SchemaError(problems: problems) }
    let program = SchemaProgram(root: root, nodes: compiled, dynamicTargets: dynamicTargets)
    if let circular = program.nodeThatNeedsItself {
      report("the schema refers to itself without looking at another part of the value", at: compiled[circular].place)
      throw SchemaError(problems: problems)
    }
    return program
  }

  /// The node of the schema at a place, to be compiled if it isn't yet.
  func node(at place: SchemaPlace) -> Int {
    if let node = nodesByPlace[place] { return node }
    nodes.append(nil)
    nodesByPlace[place] = nodes.count - 1
    pending.append((nodes.count - 1, place))
    return nodes.count - 1
  }

  func report(_ message: String, at place: SchemaPlace) {
    guard problems.count < SchemaCompiler.maximumProblems else { return }
    let document = library.address(ofDocument: place.document)
    problems.append(SchemaProblem(document: document, path: place.pointer, message: message))
  }

  func noteUnknown(_ keyword: String, at place: SchemaPlace) {
    if place.document == 0 { unknownKeywords.append(place.appending(keyword).pointer) }
  }

  func noteDynamicName(_ name: String) { dynamicNames.insert(name) }

  private func compilePending() {
    while let (node, place) = pending.popLast() {
      guard nodes.count <= SchemaCompiler.maximumNodes else {
        return report("the schema has more than \(SchemaCompiler.maximumNodes) parts", at: place)
      }
      nodes[node] = compileNode(at: place)
    }
  }

  private func compileNode(at place: SchemaPlace) -> SchemaNode? {
    let resource = library.resource(of: place)
    switch library.value(at: place) {
    case .bool(let isAllowed):
      let keywords: [any Keyword] = isAllowed ? [] : [Impossible(location: location(of: place))]
      return SchemaNode(place: place, resource: resource, keywords: keywords)
    case .object(let members):
      let compiler = NodeCompiler(self, members, at: place, resource: resource)
      return compiler.compile()
    case let value:
      report("a schema must be an object, true or false, but is \(Wording.shown(value ?? .null))", at: place)
      return nil
    }
  }

  /// Every anchor that a `$dynamicRef` may be redirected to; compiling them can bring in further ones.
  private func compileDynamicTargets() -> [String: [Int: Int]] {
    var targets: [String: [Int: Int]] = [:]
    var isComplete = false
    while !isComplete {
      isComplete = true
      for name in dynamicNames {
        for (number, resource) in library.resources.enumerated() where targets[name]?[number] == nil {
          guard let place = resource.dynamicAnchors[name] else { continue }
          targets[name, default: [:]][number] = node(at: place)
          isComplete = false
        }
      }
      compilePending()
    }
    return targets
  }

  /// A place as violations name it.
  func location(of place: SchemaPlace) -> String {
    guard let address = library.address(ofDocument: place.document) else { return place.pointer.description }
    return "\(address)#\(place.pointer)"
  }
}
