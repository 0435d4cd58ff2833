/// The keys of an agent's file.
enum AgentKeys {
  static let agent = KeyTable(
    "an agent",
    [
      "id", "version", "description", "kind", "argv", "cwd", "env", "inputSchema", "outputSchema", "output", "limits",
      .init("timeoutSeconds", "timeout"), "graceSeconds", "shell",
      "maxConcurrency", "rateLimit",
    ])

  static let rateLimit = KeyTable("a rate limit", ["count", "perSeconds"])

  /// What only a command has.
  static let ofCommands = ["argv", "cwd", "env", "output", "limits", "graceSeconds", "shell"]

  static let limits = KeyTable(
    "limits",
    [
      .init("cpuSeconds", "cpu"), .init("memoryBytes", "memory"), "openFiles", "processes",
      .init("fileBytes", "fileSize"), .init("outputBytes", "outputSize"), .init("logBytes", "logSize"),
    ])
}
