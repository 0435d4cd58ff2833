import JSON

/// The documents that take part in a compilation, with the addresses and anchors in them. Documents of the registry
/// come in when they are first referred to.
final class SchemaLibrary {
  let registry: SchemaRegistry
  /// What documents are written in that don't say.
  private var fallbackDialect: Dialect
  private var documents: [JSONValue] = []
  private(set) var resources: [SchemaResource] = []
  private var resourcesByAddress: [String: Int] = [:]
  private var resourcesByPlace: [SchemaPlace: Int] = [:]
  private var loaded: Set<String> = []
  private(set) var problems: [(SchemaPlace, String)] = []

  init(registry: SchemaRegistry, draft: Draft) {
    self.registry = registry
    fallbackDialect = Dialect.standard(draft)
  }

  /// Adds a document and returns the place of its root.
  func add(_ document: JSONValue, at address: URIReference) -> SchemaPlace {
    documents.append(document)
    let place = SchemaPlace(document: documents.count - 1, pointer: JSONPointer())
    let root = SchemaResource(address: address, place: place, dialect: dialect(of: document, at: place))
    if place.document == 0 { fallbackDialect = root.dialect }
    let resource = append(root)
    SchemaIndexer(self).index(document, at: place, in: resource)
    return place
  }

  func value(at place: SchemaPlace) -> JSONValue? { place.pointer.value(in: documents[place.document]) }

  func address(ofDocument number: Int) -> String? {
    guard number > 0, let root = resourcesByPlace[SchemaPlace(document: number, pointer: JSONPointer())] else {
      return nil
    }
    return resources[root].address.text
  }

  /// The innermost resource that a place belongs to.
  func resource(of place: SchemaPlace) -> Int {
    var place = place
    while true {
      if let resource = resourcesByPlace[place] { return resource }
      if place.pointer.tokens.popLast() == nil { return 0 }
    }
  }

  /// The resource of an address, taken from the registry if it isn't here yet.
  func resource(at address: URIReference) -> Int? {
    let address = address.withoutFragment.text
    if let resource = resourcesByAddress[address] { return resource }
    if load(address) { return resourcesByAddress[address] }
    // The address may be an `$id` somewhere within the registry's documents.
    for candidate in registry.documents.keys.sorted() where load(candidate) {
      if let resource = resourcesByAddress[address] { return resource }
    }
    return nil
  }

  private func load(_ address: String) -> Bool {
    guard !loaded.contains(address), let document = registry.document(at: address) else { return false }
    loaded.insert(address)
    let isTooDeep = NestingBound.isExceeded(by: document)
    let place = add(isTooDeep ? true : document, at: URIReference(address))
    if isTooDeep { report(NestingBound.complaint, at: place) }
    return true
  }
}

extension SchemaLibrary {
  func append(_ resource: SchemaResource) -> Int {
    resources.append(resource)
    resourcesByPlace[resource.place] = resources.count - 1
    register(resources.count - 1, as: resource.address, at: resource.place)
    return resources.count - 1
  }

  /// Gives the root of a document the address that it asks for.
  func rename(_ resource: Int, to address: URIReference, at place: SchemaPlace) {
    resources[resource].address = address
    register(resource, as: address, at: place)
  }

  private func register(_ resource: Int, as address: URIReference, at place: SchemaPlace) {
    let address = address.withoutFragment.text
    guard let other = resourcesByAddress.updateValue(resource, forKey: address), other != resource else { return }
    report("the address '\(address)' is given to two schemas", at: place)
  }

  /// Names a schema within its resource. Nothing happens if it has that name already.
  func addAnchor(_ name: String, at place: SchemaPlace, keyword: String, in resource: Int, isDynamic: Bool) {
    if let other = resources[resource].anchors.updateValue(place, forKey: name), other != place {
      report("the anchor '\(name)' is given to two schemas", at: place.appending(keyword))
    }
    if isDynamic { resources[resource].dynamicAnchors[name] = place }
  }

  func report(_ message: String, at place: SchemaPlace) { problems.append((place, message)) }

  /// What a document is written in, as its `$schema` says, or as the document that is compiled is.
  func dialect(of document: JSONValue, at place: SchemaPlace) -> Dialect {
    guard let value = document["$schema"] else { return fallbackDialect }
    var finder = DialectFinder(registry: registry)
    do throws(DialectFinder.Failure) {
      return try finder.dialect(named: value)
    } catch {
      report(error.message, at: place.appending("$schema"))
      return fallbackDialect
    }
  }
}
