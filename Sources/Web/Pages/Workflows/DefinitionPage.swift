import Engine
import Store

/// The newest definition, with line numbers.
struct DefinitionPage: SitePage {
  static let template = "definition"

  let context: PageContext
  let workflow: Workflow
  let revision: Revision

  var title: String { "Definition of \(workflow.name ?? workflow.id.rawValue)" }
  var section: LayoutView.Section? { .workflows }

  func field(_ name: String) -> Field? {
    switch name {
    case "heading": .view(WorkflowHeading(workflow: workflow, context: context, current: .definition))
    case "lines": .list(SourceLine.all(of: revision.content.source))
    case "format": .text(revision.content.format.uppercased())
    case "hash": .text(String(revision.content.hash.prefix(12)))
    case "publishedAt": .view(context.time(revision.content.publishedAt))
    case "publishedBy": .text(revision.content.publishedBy.rawValue)
    default: nil
    }
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let workflow = try exchange.requireWorkflow()
    return try exchange.show(
      DefinitionPage(
        context: exchange.page, workflow: workflow, revision: try exchange.requireRevision(of: workflow)))
  }
}

/// One line of a definition; its number is a link to itself.
private struct SourceLine: View {
  let number: Int
  let text: String

  static func all(of source: String) -> [any View] {
    let text = source.hasSuffix("\n") ? source.dropLast() : source[...]
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      SourceLine(number: $0.offset + 1, text: String($0.element))
    }
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "number": .number(number)
    case "text": .text(text)
    default: nil
    }
  }
}
