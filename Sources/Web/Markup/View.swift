import Mustache

/// What a template asks for names of: one struct per page and per repeated part of a page.
///
/// Templates see nothing but what ``field(_:)`` answers; reflection, mustache's way otherwise, costs 13 ms for a table of
/// two hundred rows.
protocol View: MustacheParent {
  /// The value of that name; nil for names that the view doesn't have, which are then looked up in the views around it.
  func field(_ name: String) -> Field?
}

/// What a view can answer.
enum Field {
  /// Escaped where it is written.
  case text(String)
  /// Written as it is, and only by a tag in three braces whose name ends in `HTML`.
  case html(SafeHTML)
  /// For sections.
  case flag(Bool)
  case view(any View)
  case list([any View])

  static func link(_ target: LinkTarget) -> Field { .text(target.text) }

  static func number(_ value: Int) -> Field { .text(String(value)) }

  /// Nothing is a section that isn't shown.
  static func optional(_ text: String?) -> Field { text.map(Field.text) ?? .flag(false) }

  static func optional(_ view: (any View)?) -> Field { view.map(Field.view) ?? .flag(false) }
}

extension View {
  func child(named name: String) -> Any? {
    switch field(name) {
    case nil: nil
    case .html(let html)?: name.hasSuffix("HTML") ? html.text : nil
    // A name that ends in HTML is written unescaped, so that nothing but SafeHTML may answer it.
    case _ where name.hasSuffix("HTML"): nil
    case .text(let text)?: text
    case .flag(let flag)?: flag
    case .view(let view)?: view
    case .list(let views)?: views
    }
  }
}
