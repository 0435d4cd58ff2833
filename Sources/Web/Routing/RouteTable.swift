import HTTPTypes

/// Finds the route of a request. Of two patterns that fit, the one that stands first wins.
struct RouteTable: Sendable {
  let routes: [Route]

  enum Match {
    case route(Route, parameters: [String: String])
    /// The path exists; these are its methods, in the order of an `Allow` field.
    case otherMethods([HTTPRequest.Method])
    case nothing
  }

  /// HEAD is answered by what answers GET.
  func match(_ method: HTTPRequest.Method, _ segments: [String]) -> Match {
    let wanted = method == .head ? .get : method
    var others: [HTTPRequest.Method] = []
    for route in routes {
      guard let parameters = route.pattern.match(segments) else { continue }
      if route.method == wanted { return .route(route, parameters: parameters) }
      others.append(route.method)
    }
    return others.isEmpty ? .nothing : .otherMethods(Self.allowed(others))
  }

  private static func allowed(_ methods: [HTTPRequest.Method]) -> [HTTPRequest.Method] {
    var result: [HTTPRequest.Method] = []
    for method in methods.flatMap({ $0 == .get ? [.get, .head] : [$0] }) + [.options] where !result.contains(method) {
      result.append(method)
    }
    return result
  }
}
