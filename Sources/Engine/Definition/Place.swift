import Documents

/// Where something stands in a document.
struct Place: Hashable, CustomStringConvertible {
  var path: [PathComponent] = []

  func key(_ name: String) -> Place { Place(path: path + [.key(name)]) }

  func index(_ index: Int) -> Place { Place(path: path + [.index(index)]) }

  func appending(_ components: [DataPath.Component]) -> Place {
    components.reduce(self) { place, component in
      switch component {
      case .key(let key): place.key(key)
      case .index(let index): place.index(index)
      }
    }
  }

  /// As issues show it: `states[2].retry.backoff`.
  var description: String {
    path.reduce(into: "") { text, component in
      switch component {
      case .index(let index): text += "[\(index)]"
      case .key(let key): text += text.isEmpty ? key : "." + key
      }
    }
  }
}

/// A value with the place that it was read from, for messages of later checks.
struct Sourced<Value> {
  var value: Value
  var place: Place

  func map<Other>(_ transform: (Value) -> Other) -> Sourced<Other> {
    Sourced<Other>(value: transform(value), place: place)
  }
}
