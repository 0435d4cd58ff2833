import Engine
import JSON

/// A thing with a page of its own.
struct NamedLink: View {
  let name: String
  let link: LinkTarget

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(self.name)
    case "link": .link(link)
    default: nil
    }
  }
}

extension NamedLink {
  /// The event that started a run, by its type; nil when another thing did.
  init?(eventOf run: Run, _ context: PageContext) {
    guard let event = run.trigger["event"]?.stringValue, let type = run.trigger["type"]?.stringValue else {
      return nil
    }
    self.init(name: type, link: context.link("events", event))
  }
}
