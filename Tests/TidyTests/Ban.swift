/// Something that code of ours doesn't call, with what it does instead.
struct Ban {
  var name: String
  var instead: String
  var applies: @Sendable (String) -> Bool
  var isFound: @Sendable (Substring) -> Bool

  static let executables: Set<String> = ["FCGIApp", "Tick", "CLI"]

  static let everywhere: [Ban] = [
    Ban("try!", "throw, or handle the error") { $0.contains(/\btry!/) },
    Ban("as!", "as? with an error that says what was found") { $0.contains(/\bas!/) },
    Ban("fatalError", "throw; precondition only where no data can break it") { $0.contains(/\bfatalError\(/) },
    // usleep in a loop that polls a process or a descriptor is all that the kernel offers there.
    Ban("sleeping", "wait for the condition, or store a time that is due") {
      $0.contains(/\bThread\.sleep\b|\bsleep\(|\bTask\.sleep\b/)
    },
    Ban("print", "return the text, or log it", except: executables) { $0.contains(/(^|[^.\w`])print\(/) },
    Ban("NSLog", "log through Logging") { $0.contains(/\bNSLog\(/) },
    Ban("unsafeBitCast", "a conversion that checks") { $0.contains(/\bunsafeBitCast\(/) },
  ]

  /// In modules whose answers depend on their arguments alone.
  static func inPure(_ modules: Set<String>) -> [Ban] {
    [
      Ban("the clock", "take the time as an argument", only: modules) {
        $0.contains(/\bDate\(\)|\bContinuousClock\b|\bSuspendingClock\b|\bclock_gettime\b/)
      },
      Ban("randomness", "take identifiers and seeds as arguments", only: modules) {
        $0.contains(/\.random\(|\bSystemRandomNumberGenerator\b|\bUUID\(\)|\.shuffled?\(\)|\brandomElement\(\)/)
      },
      Ban("the environment", "take it as an argument", only: modules) { $0.contains(/\bgetenv\b|\bCommandLine\./) },
    ]
  }

  init(
    _ name: String, _ instead: String, except: Set<String> = [], only: Set<String>? = nil,
    isFound: @escaping @Sendable (Substring) -> Bool
  ) {
    self.name = name
    self.instead = instead
    self.applies = { module in !except.contains(module) && (only?.contains(module) ?? true) }
    self.isFound = isFound
  }

  func findings(in file: SwiftFile) -> [Finding] {
    guard applies(file.module) else { return [] }
    return file.codeLines.enumerated().filter { isFound($0.element) }
      .map { Finding(file: file.path, line: $0.offset + 1, message: "\(name) is banned: \(instead)") }
  }
}
