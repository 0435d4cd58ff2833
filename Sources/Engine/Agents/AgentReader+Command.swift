import JSON

extension AgentReader {
  func command() -> CommandSpec? {
    let shell = reader.field("shell")?.bool()?.value ?? false
    let arguments = arguments(shell: shell)
    var spec = CommandSpec(arguments: arguments ?? [], shell: shell)
    spec.directory = expressions.template(reader.field("cwd")?.textTemplate())
    spec.environment = reader.field("env").map(environment) ?? []
    spec.output = reader.field("output")?.choice(of: CommandSpec.Output.allCases)?.value ?? .json
    spec.limits = reader.field("limits").map { CommandLimits($0) } ?? CommandLimits()
    spec.grace = reader.field("graceSeconds")?.duration(zeroAllowed: true)?.value ?? CommandSpec.standardGrace
    return arguments.map { _ in spec }
  }

  private func arguments(shell: Bool) -> [CommandSpec.Argument]? {
    guard let field = reader.field("argv") else {
      reader.missing("argv", hint: "a list: the program and its arguments")
      return nil
    }
    if field.value.stringValue != nil, !shell {
      field.wrongType("a list", hint: "the program and its arguments; one text needs `shell: true`")
      return nil
    }
    guard let texts = field.texts() else { return nil }
    guard let program = texts.first, !program.value.isEmpty else {
      field.invalid("a command needs a program")
      return nil
    }
    return texts.compactMap { argument($0, shell: shell) }
  }

  private func argument(_ text: Sourced<String>, shell: Bool) -> CommandSpec.Argument? {
    if text.value.unicodeScalars.contains("\0") {
      findings.report(.invalidValue, at: text.place, "an argument can't contain NUL")
    }
    guard shell else { return expressions.template(text.map { .string($0) }).map { .template($0) } }
    warnOfBraces(text)
    return .literal(text.value)
  }

  private func warnOfBraces(_ text: Sourced<String>) {
    guard text.value.contains("{{"), let template = try? Template(compiling: .string(text.value)), !template.isConstant
    else { return }
    findings.report(
      .literalTemplate, .warning, at: text.place, "with `shell: true` the text is never templated: braces stay braces",
      hint: "put the value into `env` and use it as \"$NAME\"")
  }

  private func environment(_ field: Field) -> [CommandSpec.Variable] {
    (field.object() ?? [:]).compactMap { name, value in
      let member = Field(value: value, place: field.place.key(name), findings: findings)
      guard Self.isVariable(name) else {
        findings.report(
          .invalidValue, at: member.place, part: .key, "`\(name)` can't be set",
          expected: "letters, digits and _, and no name that begins with ESCAPEMENT_", actual: name)
        return nil
      }
      return expressions.template(member.textTemplate()).map { CommandSpec.Variable(name: name, value: $0) }
    }
  }

  /// Names beginning with `ESCAPEMENT_` are the engine's.
  private static func isVariable(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first), !name.hasPrefix("ESCAPEMENT_") else {
      return false
    }
    return name.unicodeScalars.allSatisfy {
      $0 == "_" || ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
    }
  }
}

extension CommandLimits {
  init(_ field: Field) {
    self.init()
    guard let reader = ObjectReader(field, AgentKeys.limits) else { return }
    cpuSeconds = reader.duration("cpuSeconds").map { Int(($0.value.milliseconds + 999) / 1_000) }
    memoryBytes = reader.field("memoryBytes")?.bytes()
    openFiles = reader.field("openFiles")?.integer(in: 8...Self.mostCounted)?.value
    processes = reader.field("processes")?.integer(in: 1...Self.mostCounted)?.value
    fileBytes = reader.field("fileBytes")?.bytes()
    outputBytes = reader.field("outputBytes")?.bytes(atMost: Self.standardOutputBytes) ?? outputBytes
    logBytes = reader.field("logBytes")?.bytes(atMost: Self.mostLogBytes) ?? logBytes
  }

  /// What Linux lets a process have at most, by default.
  private static let mostCounted = 1 << 20
  /// The log is kept in the database.
  private static let mostLogBytes = 16 << 20
}

extension Field {
  /// A number of bytes: an integer, or text with a unit (`512 MiB`, `2G`, `64k`).
  func bytes(atMost most: Int = 1 << 50) -> Int? {
    let size: Int?
    switch value {
    case .integer(let bytes): size = Int(exactly: bytes)
    case .string(let text): size = ByteSize.bytes(text)
    case .null, .bool, .double, .array, .object:
      wrongType("a size")
      return nil
    }
    guard let size, (1...most).contains(size) else {
      invalid("this is no size up to \(most) bytes", expected: "bytes, or a text such as `512 MiB`")
      return nil
    }
    return size
  }
}
