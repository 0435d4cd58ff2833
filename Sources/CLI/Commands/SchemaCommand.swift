import ArgumentParser
import JSON
import JSONSchema
import Orchestrator

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Work with JSON Schemas.", subcommands: [Validate.self])

  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check JSON or YAML files against a schema.",
      discussion: """
        Prints a line for each instance: that it is valid, or everything that is wrong with it. The schema is of draft \
        2020-12 unless its $schema says 2019-09 or draft 7. Nothing is fetched: documents that it refers to come from \
        --registry. Files that end in .yaml or .yml are YAML, all others JSON; - is the standard input. Exits with 1 if \
        an instance isn't valid, or the schema is none.
        """)

    @Option(
      help: ArgumentHelp(
        "The files of a folder, and of those in it, are the documents below an address; may be repeated.",
        valueName: "dir=base-uri"))
    var registry: [RegistryFolder] = []

    @Flag(help: "Take formats for assertions, not for annotations.")
    var formats = false

    @Argument(help: ArgumentHelp("The schema's file.", valueName: "schema"))
    var schema: String

    @Argument(help: ArgumentHelp("The files to be checked.", valueName: "instance"))
    var instances: [String]

    func run() throws {
      guard let compiled = try compiledSchema() else { throw ExitStatus.failed }
      var areValid = true
      for instance in instances where !check(instance, against: compiled) { areValid = false }
      if !areValid { throw ExitStatus.failed }
    }

    private func compiledSchema() throws -> Schema? {
      var documents = SchemaRegistry()
      for folder in registry { try folder.add(to: &documents) }
      do {
        return try Schema(compiling: SchemaFile.value(at: schema), registry: documents)
      } catch let error as SchemaError {
        for problem in error.problems { Terminal.note("\(schema): \(problem)") }
      } catch let error as SchemaFile.Unreadable {
        Terminal.note("\(schema): \(error.reason)")
      }
      return nil
    }

    private func check(_ instance: String, against schema: Schema) -> Bool {
      let verdict: String
      do throws(SchemaFile.Unreadable) {
        let violations = schema.violations(of: try SchemaFile.value(at: instance), assertFormats: formats)
        verdict = violations.isEmpty ? "valid" : violations.map(Self.text).joined(separator: "; ")
      } catch {
        verdict = error.reason
      }
      Terminal.print(Terminal.harmless("\(instance): \(verdict)"))
      return verdict == "valid"
    }

    /// With the places in the value and in the schema, for those who look them up.
    private static func text(_ violation: Violation) -> String {
      "\(violation.message) (at '\(violation.instancePath)', by '\(violation.schemaPath)')"
    }
  }
}
