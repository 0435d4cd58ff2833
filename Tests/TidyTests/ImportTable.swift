/// The modules and their arrows, as a Markdown table `| module | what it is | may import |` tells them.
struct ImportTable {
  var allowed: [String: Set<String>] = [:]
  var pure: Set<String> = []

  /// Modules of the toolchain, which need no row.
  static let platform: Set<String> = [
    "Swift", "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization",
  ]
  /// Those of them that a pure module may import.
  static let purePlatform: Set<String> = ["Swift", "Synchronization"]

  /// Also reads which modules are pure, from the sentence "A, B and C are *pure*".
  init(markdown: String) {
    for line in markdown.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingPrefix(while: { $0 == " " }) }
      guard cells.count == 3 else { continue }
      for module in cells[0].matches(of: /`(\w+)`/) {
        allowed[String(module.output.1)] = Set(cells[2].matches(of: /\w+/).map { String($0.output) })
      }
    }
    let joined = markdown.split(separator: "\n").joined(separator: " ")
    if let sentence = joined.firstMatch(of: /((?:\w+, )+\w+ and \w+) are \*pure\*/) {
      pure = Set(sentence.output.1.matches(of: /\w+/).map { String($0.output) }.filter { $0 != "and" })
    }
  }

  /// Imports that the table doesn't have.
  func findings(in file: SwiftFile) -> [Finding] {
    guard let arrows = allowed[file.module] else {
      return [Finding(file: file.path, message: "module \(file.module) has no row in the table")]
    }
    let platform = pure.contains(file.module) ? Self.purePlatform : Self.platform
    return file.imports
      .filter { !arrows.contains($0.module) && !platform.contains($0.module) && $0.module != file.module }
      .map { Finding(file: file.path, line: $0.line, message: "\(file.module) may not import \($0.module)") }
  }
}
