/// A workflow on the command line: a published one's id, or a file.
enum WorkflowArgument {
  /// A name with a slash or an ending is a file.
  static func isFile(_ text: String) -> Bool {
    text.contains("/") || [".yaml", ".yml", ".json"].contains(where: text.hasSuffix)
  }
}
