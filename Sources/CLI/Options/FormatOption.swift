import ArgumentParser
import JSON

/// How a list is printed.
struct FormatOption: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
  }

  @Option(help: "How the answer is printed: table or json.")
  var format = Format.table

  /// Prints rows, or the same as JSON, or a word when there are none.
  func print(_ table: Table, json: JSONValue, none: String) {
    switch format {
    case .json: Terminal.print(json.prettyText)
    case .table where table.rows.isEmpty: Terminal.note(none)
    case .table: Terminal.print(table.text(width: Terminal.width))
    }
  }
}
