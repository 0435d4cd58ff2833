import Mustache
import Synchronization

/// The pages' templates. Each is parsed when a page first needs it: a CGI process shows one page and ends.
final class TemplateLibrary: Sendable {
  private let source: @Sendable (String) -> String?
  private let parsed = Mutex(MustacheLibrary())

  /// Every template begins with the name of our escaping: mustache falls back to its own in each partial.
  private static let contentType = "ESCAPEMENT_HTML"

  /// - Parameter source: a template's text by its name.
  init(source: @escaping @Sendable (String) -> String?) {
    self.source = source
    MustacheContentTypes.register(HTMLEscaping(), named: Self.contentType)
  }

  /// The page.
  func render(_ view: any View, with name: String) throws -> SafeHTML {
    let library = try parsed.withLock { library in
      try add(name, to: &library)
      return library
    }
    guard let text = library.render(view, withTemplate: name) else { throw TemplateError.missing(name) }
    return SafeHTML(rendered: text)
  }

  /// Parses a template, and the partials in it.
  private func add(_ name: String, to library: inout MustacheLibrary) throws {
    guard library.getTemplate(named: name) == nil else { return }
    guard let text = source(name) else { throw TemplateError.missing(name) }
    for unescaped in Self.names(after: "{{{", in: text) + Self.names(after: "{{&", in: text)
    where !unescaped.hasSuffix("HTML") {
      throw TemplateError.unescapedTag(template: name, name: unescaped)
    }
    try library.register("{{% CONTENT_TYPE:\(Self.contentType)}}" + text, named: name)
    for partial in Self.names(after: "{{>", in: text) { try add(partial, to: &library) }
  }

  private static func names(after opening: String, in text: String) -> [String] {
    text.split(separator: opening, omittingEmptySubsequences: false).dropFirst().map {
      String($0.prefix { $0 != "}" }).trimmingWhitespace()
    }
  }
}

enum TemplateError: Error, Hashable {
  case missing(String)
  /// `{{{name}}}` and `{{&name}}` write without escaping, and views give raw text only to names that end in `HTML`.
  case unescapedTag(template: String, name: String)
}
