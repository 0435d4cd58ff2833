/// Something that code of ours doesn't call, with what it does instead.
struct Ban {
  var name: String
  var instead: String
  /// Whether it counts in a module.
  var applies: @Sendable (String) -> Bool
  /// One of these stands in every line that is meant; looking for them is a hundred times faster than `isFound`.
  var marks: [String]
  var isFound: @Sendable (Substring) -> Bool

  static let executables: Set<String> = ["FCGIApp", "Tick", "CLI"]

  static let everywhere: [Ban] = [
    Ban("try!", ["try!"], "throw, or handle the error") { $0.contains(/\btry!/) },
    Ban("as!", ["as!"], "as? with an error that says what was found") { $0.contains(/\bas!/) },
    Ban("fatalError", ["fatalError("], "throw; precondition only where no data can break it") { _ in true },
    // usleep in a loop that polls a process or a descriptor is all that the kernel offers there.
    Ban("sleeping", ["sleep"], "wait for the condition, or store a time that is due") {
      // The language has a state of that name: `case sleep(Sleep)`, `.sleep(…)`.
      $0.contains(/\bThread\.sleep\b|(?:^|[^.\w])sleep\(|\bTask\.sleep\b/) && !$0.contains("case sleep(")
    },
    Ban("print", ["print("], "return the text, or log it", except: executables) {
      $0.contains(/(^|[^.\w`])print\(/) && !$0.contains(/\bfunc print\(/)
    },
    Ban("NSLog", ["NSLog("], "log through Logging") { _ in true },
  ]

  /// In modules whose answers depend on their arguments alone.
  static func inPure(_ modules: Set<String>) -> [Ban] {
    [
      Ban(
        "the clock", ["Date()", "Clock", "clock_gettime"], "take the time as an argument", only: modules
      ) { $0.contains(/\bDate\(\)|\bContinuousClock\b|\bSuspendingClock\b|\bclock_gettime\b/) },
      Ban(
        "randomness", [".random(", "RandomNumberGenerator", "UUID()", ".shuffle", "randomElement("],
        "take identifiers and seeds as arguments", only: modules
      ) { _ in true },
      Ban("the environment", ["getenv", "CommandLine."], "take it as an argument", only: modules) { _ in true },
    ]
  }

  init(
    _ name: String, _ marks: [String], _ instead: String, except: Set<String> = [], only: Set<String>? = nil,
    isFound: @escaping @Sendable (Substring) -> Bool
  ) {
    self.name = name
    self.instead = instead
    self.applies = { module in !except.contains(module) && (only?.contains(module) ?? true) }
    self.marks = marks
    self.isFound = isFound
  }

  func findings(in file: SwiftFile) -> [Finding] {
    guard applies(file.module) else { return [] }
    return file.codeLines.enumerated().filter { line in
      marks.contains { line.element.contains($0) } && isFound(line.element)
    }
    .map { Finding(file: file.path, line: $0.offset + 1, message: "\(name) is banned: \(instead)") }
  }
}
