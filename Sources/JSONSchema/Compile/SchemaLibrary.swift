import JSON

/// The documents that take part in a compilation, with the addresses and anchors in them. Documents of the registry
/// come in when they are first referred to.
final class SchemaLibrary {
  private let registry: SchemaRegistry
  private var documents: [JSONValue] = []
  private(set) var resources: [SchemaResource] = []
  private var resourcesByAddress: [String: Int] = [:]
  private var resourcesByPlace: [SchemaPlace: Int] = [:]
  private var loaded: Set<String> = []
  private(set) var problems: [(SchemaPlace, String)] = []

  init(registry: SchemaRegistry) { self.registry = registry }

  /// Adds a document and returns the place of its root.
  func add(_ document: JSONValue, at address: URIReference) -> SchemaPlace {
    documents.append(document)
    let place = SchemaPlace(document: documents.count - 1, pointer: JSONPointer())
    let root = SchemaResource(address: address, place: place, vocabularies: KeywordTable.Vocabulary.standard)
    let resource = append(root)
    index(document, at: place, in: resource)
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

  /// The resource of an address, fetched from the registry if it isn't here yet.
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
    _ = add(document, at: URIReference(address))
    return true
  }

  private func append(_ resource: SchemaResource) -> Int {
    resources.append(resource)
    resourcesByPlace[resource.place] = resources.count - 1
    register(resources.count - 1, as: resource.address, at: resource.place)
    return resources.count - 1
  }

  private func register(_ resource: Int, as address: URIReference, at place: SchemaPlace) {
    let address = address.withoutFragment.text
    guard let other = resourcesByAddress.updateValue(resource, forKey: address), other != resource else { return }
    problems.append((place, "the address '\(address)' is given to two schemas"))
  }
}

extension SchemaLibrary {
  private func index(_ schema: JSONValue, at place: SchemaPlace, in outer: Int) {
    guard let members = schema.objectValue else { return }
    let resource = identify(members, at: place, in: outer)
    indexAnchors(members, at: place, in: resource)
    for (keyword, value) in members { indexSubschemas(keyword, value, at: place.appending(keyword), in: resource) }
  }

  private func indexSubschemas(_ keyword: String, _ value: JSONValue, at place: SchemaPlace, in resource: Int) {
    if KeywordTable.singles.contains(keyword) {
      index(value, at: place, in: resource)
    } else if KeywordTable.lists.contains(keyword), case .array(let schemas) = value {
      for (number, schema) in schemas.enumerated() {
        index(schema, at: place.appending(String(number)), in: resource)
      }
    } else if KeywordTable.maps.contains(keyword), case .object(let schemas) = value {
      for (name, schema) in schemas { index(schema, at: place.appending(name), in: resource) }
    }
  }

  private func identify(_ members: JSONObject, at place: SchemaPlace, in outer: Int) -> Int {
    var resource = outer
    if let identifier = members["$id"] {
      guard case .string(let text) = identifier, text.dropLast(text.hasSuffix("#") ? 1 : 0).contains("#") == false
      else {
        problems.append((place.appending("$id"), "'$id' must be an address without a fragment"))
        return outer
      }
      let address = resources[outer].address.resolving(URIReference(text)).withoutFragment
      if place.pointer.tokens.isEmpty {
        resources[outer].address = address
        register(outer, as: address, at: place)
      } else {
        let vocabularies = resources[outer].vocabularies
        resource = append(SchemaResource(address: address, place: place, vocabularies: vocabularies))
      }
    }
    // Only at the root of a resource may a schema choose its meta-schema.
    if resources[resource].place == place { chooseVocabularies(members, at: place, in: resource) }
    return resource
  }

  private func indexAnchors(_ members: JSONObject, at place: SchemaPlace, in resource: Int) {
    for keyword in ["$anchor", "$dynamicAnchor"] {
      guard let value = members[keyword] else { continue }
      guard case .string(let name) = value, SchemaLibrary.isAnchorName(name) else {
        problems.append(
          (
            place.appending(keyword),
            "'\(keyword)' must be a name: a letter or '_', then letters, digits, '-', '.' and '_'"
          ))
        continue
      }
      if let other = resources[resource].anchors.updateValue(place, forKey: name), other != place {
        problems.append((place.appending(keyword), "the anchor '\(name)' is given to two schemas"))
      }
      if keyword == "$dynamicAnchor" { resources[resource].dynamicAnchors[name] = place }
    }
  }

  static func isAnchorName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.isASCII else { return false }
    return (first.properties.isAlphabetic || first == "_")
      && name.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || $0.properties.numericType != nil || "-._".unicodeScalars.contains($0))
      }
  }
}

extension SchemaLibrary {
  /// Reads `$schema`: the standard's meta-schema, or one of the registry's with a `$vocabulary` that is known here.
  private func chooseVocabularies(_ members: JSONObject, at place: SchemaPlace, in resource: Int) {
    guard let value = members["$schema"] else { return }
    let place = place.appending("$schema")
    guard case .string(let text) = value else {
      return problems.append((place, "'$schema' must be the address of a meta-schema"))
    }
    let address = URIReference(text.hasSuffix("#") ? String(text.dropLast()) : text).text
    if address == MetaSchemas.address { return }
    guard let metaSchema = registry.document(at: address) else {
      let message = "the meta-schema '\(text)' is not known; schemas are written for '\(MetaSchemas.address)'"
      return problems.append((place, message))
    }
    guard let vocabularies = metaSchema["$vocabulary"]?.objectValue else {
      // A meta-schema without vocabularies of its own, written for the standard, uses the standard's.
      guard metaSchema["$schema"] == .string(MetaSchemas.address) else {
        return problems.append((place, "the meta-schema '\(text)' names no vocabularies of draft 2020-12"))
      }
      return
    }
    use(vocabularies, at: place, in: resource)
  }

  private func use(_ vocabularies: JSONObject, at place: SchemaPlace, in resource: Int) {
    var used: Set<KeywordTable.Vocabulary> = [.core]
    for (address, isRequired) in vocabularies {
      if let vocabulary = KeywordTable.Vocabulary(rawValue: address) {
        used.insert(vocabulary)
      } else if isRequired == true {
        problems.append((place, "the vocabulary '\(address)' is required and not known"))
      }
    }
    resources[resource].vocabularies = used
  }
}
