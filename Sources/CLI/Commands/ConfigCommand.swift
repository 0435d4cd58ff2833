import ArgumentParser
import JSON
import Orchestrator

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show every setting, its value, and where it comes from.",
    discussion: """
      Settings are written in escapement.yaml in the data directory, overridden by the environment \
      (ESCAPEMENT_LEASE_SECONDS for leaseSeconds), overridden by --set.
      """)

  @OptionGroup var options: InstallationOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let configuration = try options.configuration()
    var table = Table("SETTING", "VALUE", "FROM", "MEANING")
    var list: [JSONValue] = []
    for key in ConfigurationKey.all {
      let value = key.value(in: configuration)
      let origin = configuration.origin(of: key.name).description
      table.add(key.name, value.isNull ? "–" : value.stringValue ?? value.text, origin, key.summary)
      list.append([
        "name": .string(key.name), "value": value, "from": .string(origin), "meaning": .string(key.summary),
        "expected": .string(key.expected), "variable": .string(key.environmentName),
      ])
    }
    format.print(table, json: .array(list), none: "")
  }
}
