import Engine
import JSON

/// A JSON value as a page shows it: indented, and cut when it is long.
struct ValueView: View {
  let title: String
  /// Where the whole of it is.
  let whole: LinkTarget?
  private let text: String
  private let isCut: Bool

  /// Bytes of one value on a page with many; a page of a hundred of them stays below 150 kB.
  static let previewBytes = 1_000

  init(_ title: String, _ value: JSONValue, whole: LinkTarget? = nil, limit: Int = ValueView.previewBytes) {
    self.title = title
    self.whole = whole
    let pretty = value.prettyText
    isCut = pretty.utf8.count > limit
    text = isCut ? String(decoding: pretty.utf8.prefix(limit), as: UTF8.self) + " …" : pretty
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "title": .text(title)
    case "text": .text(text)
    case "isCut": .flag(isCut && whole != nil)
    case "whole": whole.map(Field.link)
    default: nil
    }
  }
}

/// An error with what is behind it.
struct ErrorView: View {
  let error: RunError

  func field(_ name: String) -> Field? {
    switch name {
    case "type": .text(error.type)
    case "message": .text(error.message)
    case "step": .optional(error.step)
    case "hasDetails": .flag(!error.details.isEmpty)
    case "details": .view(ValueView("Details", .object(error.details)))
    case "causes": .list(error.cause.map(ErrorView.init))
    default: nil
    }
  }
}
