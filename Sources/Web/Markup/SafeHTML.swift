/// HTML that may be put into a page as it is. It is made of literals of ours and of escaped text, of nothing else.
struct SafeHTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  private(set) var text: String

  init(escaping text: String) { self.text = HTMLEscaping.escaped(text) }

  /// What a template of ours made of views.
  init(rendered text: String) { self.text = text }

  init(stringLiteral text: String) { self.text = text }

  init(stringInterpolation interpolation: Interpolation) { text = interpolation.text }

  static func += (html: inout SafeHTML, more: SafeHTML) { html.text += more.text }

  /// Literals go in as they are; interpolated texts are escaped.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ value: String) { text += HTMLEscaping.escaped(value) }

    mutating func appendInterpolation(_ value: Int) { text += String(value) }

    mutating func appendInterpolation(_ html: SafeHTML) { text += html.text }
  }
}
