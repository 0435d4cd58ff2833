import Mustache

/// The pages' templates, parsed once per process.
struct TemplateLibrary: Sendable {
  private let library: MustacheLibrary

  /// Every template begins with the name of our escaping: mustache falls back to its own in each partial.
  private static let contentType = "ESCAPEMENT_HTML"

  init(sources: [String: String]) throws {
    MustacheContentTypes.register(HTMLEscaping(), named: Self.contentType)
    var library = MustacheLibrary()
    for (name, source) in sources {
      try Self.checkUnescapedTags(source, in: name)
      try library.register("{{% CONTENT_TYPE:\(Self.contentType)}}" + source, named: name)
    }
    self.library = library
  }

  /// The page; nil when there is no template of that name.
  func render(_ view: any View, with name: String) -> SafeHTML? {
    library.render(view, withTemplate: name).map(SafeHTML.init(rendered:))
  }

  /// `{{{name}}}` and `{{&name}}` write without escaping, and views give raw text only to names that end in `HTML`.
  private static func checkUnescapedTags(_ source: String, in template: String) throws {
    for opening in ["{{{", "{{&"] {
      var rest = source[...]
      while let start = rest.firstRange(of: opening) {
        rest = rest[start.upperBound...]
        let name = rest.prefix { $0 != "}" }
        guard name.hasSuffix("HTML") else { throw UnescapedTag(template: template, name: String(name)) }
      }
    }
  }

  struct UnescapedTag: Error, Hashable {
    var template: String
    var name: String
  }
}
