public import ArgumentParser
public import Engine
import Orchestrator
import Store

struct DiagramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "Draw a workflow, as SVG, Mermaid or DOT.",
    discussion: """
      WORKFLOW is a file, which needs no installation, or a published workflow's id, of which the newest revision is \
      drawn. The picture is printed unless --output names a file for it.
      """)

  @Argument(help: ArgumentHelp("The workflow's file or id.", valueName: "workflow"))
  var workflow: String

  @Option(help: "svg, mermaid or dot.")
  var format = DiagramFormat.svg

  @Option(help: ArgumentHelp("Write the picture to this file.", valueName: "file"))
  var output: String?

  @OptionGroup var options: InstallationOptions

  func run() throws {
    let text = try program().diagram().text(as: format)
    guard let output else { return Terminal.print(String(text.dropLast())) }
    try HostFile.write(output, text.utf8)
  }

  private func program() throws -> Program {
    if WorkflowArgument.isFile(workflow) { return try DefinitionText(file: workflow).program() }
    let installation = try options.open()
    let revision = try installation.storage.read {
      try $0.revision(of: WorkflowID(workflow), tenant: options.identity.tenant, number: nil)
    }
    guard let revision else {
      throw OperationError(.notFound, "there is no workflow \(workflow); `escapement workflows` lists them")
    }
    return try installation.program(of: revision)
  }
}

extension DiagramFormat: ExpressibleByArgument {}
