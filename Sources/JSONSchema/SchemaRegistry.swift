public import JSON

/// The documents that schemas may refer to, by address. The drafts' meta-schemas are always there.
public struct SchemaRegistry: Sendable {
  private(set) var documents: [String: JSONValue] = [:]

  public init(_ documents: [String: JSONValue] = [:]) {
    for (address, document) in documents { add(document, at: address) }
  }

  /// Adds a document under its address, an absolute URI without a fragment.
  public mutating func add(_ document: JSONValue, at address: String) {
    documents[URIReference(address).withoutFragment.text] = document
  }

  func document(at address: String) -> JSONValue? { documents[address] ?? MetaSchemas.documents[address] }
}
