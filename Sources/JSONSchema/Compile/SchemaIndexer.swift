import JSON

/// Finds the addresses and anchors in a document.
struct SchemaIndexer {
  private let library: SchemaLibrary

  init(_ library: SchemaLibrary) { self.library = library }

  func index(_ schema: JSONValue, at place: SchemaPlace, in outer: Int) {
    guard let members = schema.objectValue else { return }
    let resource = identify(members, at: place, in: outer)
    indexAnchors(members, at: place, in: resource)
    let keywords = library.resources[resource].dialect.keywords
    for (keyword, value) in members {
      indexSubschemas(keyword, value, at: place.appending(keyword), in: resource, keywords)
    }
  }

  private func indexSubschemas(
    _ keyword: String, _ value: JSONValue, at place: SchemaPlace, in resource: Int, _ keywords: KeywordTable
  ) {
    if keywords.lists.contains(keyword), case .array(let schemas) = value {
      for (number, schema) in schemas.enumerated() {
        index(schema, at: place.appending(String(number)), in: resource)
      }
    } else if keywords.singles.contains(keyword) {
      index(value, at: place, in: resource)
    } else if keywords.maps.contains(keyword), case .object(let schemas) = value {
      for (name, schema) in schemas { index(schema, at: place.appending(name), in: resource) }
    }
  }

  /// The resource of a schema: a new one if it has an `$id`.
  private func identify(_ members: JSONObject, at place: SchemaPlace, in outer: Int) -> Int {
    guard let identifier = members["$id"] else { return outer }
    let isRoot = place.pointer.tokens.isEmpty
    // Only where a resource begins may it choose its meta-schema.
    let dialect =
      isRoot || members["$schema"] == nil
      ? library.resources[outer].dialect : library.dialect(of: .object(members), at: place)
    if dialect.draft.referenceReplacesSchema, members["$ref"] != nil { return outer }
    guard case .string(let text) = identifier, let parts = parts(of: text, dialect.draft) else {
      library.report("'$id' must be an address without a fragment", at: place.appending("$id"))
      return outer
    }
    var resource = outer
    if !parts.address.text.isEmpty || parts.anchor == nil {
      let address = library.resources[outer].address.resolving(parts.address).withoutFragment
      if isRoot {
        library.rename(outer, to: address, at: place)
      } else {
        resource = library.append(SchemaResource(address: address, place: place, dialect: dialect))
      }
    }
    if let anchor = parts.anchor {
      library.addAnchor(anchor, at: place, keyword: "$id", in: resource, isDynamic: false)
    }
    return resource
  }

  private func parts(of text: String, _ draft: Draft) -> (address: URIReference, anchor: String?)? {
    let reference = URIReference(text)
    let fragment = reference.fragment ?? ""
    if fragment.isEmpty { return (reference.withoutFragment, nil) }
    return draft.identifierMayBeAnchor ? (reference.withoutFragment, fragment) : nil
  }
}

extension SchemaIndexer {
  private func indexAnchors(_ members: JSONObject, at place: SchemaPlace, in resource: Int) {
    switch library.resources[resource].dialect.draft {
    case .draft7: break
    case .draft2019:
      addAnchor("$anchor", members, at: place, in: resource, isDynamic: false)
      addRecursiveAnchor(members, at: place, in: resource)
    case .draft2020:
      addAnchor("$anchor", members, at: place, in: resource, isDynamic: false)
      addAnchor("$dynamicAnchor", members, at: place, in: resource, isDynamic: true)
    }
  }

  private func addAnchor(
    _ keyword: String, _ members: JSONObject, at place: SchemaPlace, in resource: Int, isDynamic: Bool
  ) {
    guard let value = members[keyword] else { return }
    guard case .string(let name) = value, SchemaIndexer.isAnchorName(name) else {
      let form = "a letter or '_', then letters, digits, '-', '.' and '_'"
      return library.report("'\(keyword)' must be a name: \(form)", at: place.appending(keyword))
    }
    library.addAnchor(name, at: place, keyword: keyword, in: resource, isDynamic: isDynamic)
  }

  /// `$recursiveAnchor` has no name: there is one for each resource, at its root. It is kept under the empty one.
  private func addRecursiveAnchor(_ members: JSONObject, at place: SchemaPlace, in resource: Int) {
    guard let value = members["$recursiveAnchor"] else { return }
    guard case .bool(let isAnchor) = value else {
      return library.report("'$recursiveAnchor' must be true or false", at: place.appending("$recursiveAnchor"))
    }
    guard isAnchor, library.resources[resource].place == place else { return }
    library.addAnchor("", at: place, keyword: "$recursiveAnchor", in: resource, isDynamic: true)
  }

  static func isAnchorName(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return false }
    return (first.isASCIILetter || first.isOne(of: "_"))
      && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0.isOne(of: "-._") }
  }
}
