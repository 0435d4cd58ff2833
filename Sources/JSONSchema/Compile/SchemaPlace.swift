import JSON

/// A place in one of the documents that are compiled.
struct SchemaPlace: Hashable {
  var document: Int
  var pointer: JSONPointer

  func appending(_ token: String) -> SchemaPlace { SchemaPlace(document: document, pointer: pointer.appending(token)) }
}

/// A part of a document that has an address of its own: its root, and every schema with an `$id`.
struct SchemaResource {
  var address: URIReference
  var place: SchemaPlace
  var anchors: [String: SchemaPlace] = [:]
  /// Anchors that `$dynamicRef` may find from further out.
  var dynamicAnchors: [String: SchemaPlace] = [:]
  var dialect: Dialect
}
