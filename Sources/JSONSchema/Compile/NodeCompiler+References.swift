import JSON

extension NodeCompiler {
  /// A reference's target: its node, and the name of the anchor if that is a dynamic one.
  struct Target {
    let node: Int
    let dynamicName: String?
  }

  func target(_ keyword: String) -> Target? {
    guard let text = string(keyword) else { return nil }
    let base = compiler.library.resources[resource].address
    let address = base.resolving(URIReference(text))
    guard let resource = compiler.library.resource(at: address) else {
      report("'\(text)' refers to '\(address.withoutFragment.text)', which is not known", keyword)
      return nil
    }
    guard let fragment = URIReference.decoded(address.fragment ?? "") else {
      report("'\(text)' has malformed percent escapes", keyword)
      return nil
    }
    return fragment.isEmpty || fragment.hasPrefix("/")
      ? target(keyword, text, pointer: fragment, in: resource)
      : target(keyword, text, anchor: fragment, in: resource)
  }

  private func target(_ keyword: String, _ text: String, pointer: String, in resource: Int) -> Target? {
    let root = compiler.library.resources[resource].place
    do throws(JSONPointerError) {
      let tokens = try JSONPointer(parsing: pointer).tokens
      let place = SchemaPlace(document: root.document, pointer: JSONPointer(root.pointer.tokens + tokens))
      guard compiler.library.value(at: place) != nil else {
        report("'\(text)' refers to nothing", keyword)
        return nil
      }
      // The one anchor without a name stands at the root.
      let isDynamic = pointer.isEmpty && compiler.library.resources[resource].dynamicAnchors[""] != nil
      return Target(node: compiler.node(at: place), dynamicName: isDynamic ? "" : nil)
    } catch {
      report("'\(text)' is no reference: \(error)", keyword)
      return nil
    }
  }

  private func target(_ keyword: String, _ text: String, anchor: String, in resource: Int) -> Target? {
    let resource = compiler.library.resources[resource]
    guard let place = resource.anchors[anchor] else {
      report("'\(text)' refers to an anchor that isn't there", keyword)
      return nil
    }
    return Target(
      node: compiler.node(at: place), dynamicName: resource.dynamicAnchors[anchor] == nil ? nil : anchor)
  }
}
