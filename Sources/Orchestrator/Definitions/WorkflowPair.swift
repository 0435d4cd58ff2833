import Documents
import JSON

/// A workflow of the tasks dialect in two files: one says what it is, and names the other, which says what it does.
///
/// The two become one text, the first without its `workflow_file`, so that a revision is a whole definition.
struct WorkflowPair {
  /// Both files' text.
  let text: String
  /// The second file's path.
  let companion: String

  /// Nil when the text names no other file.
  ///
  /// - Parameter path: the first file's, from whose folder the other is looked for: beside it, and in `workflows/`.
  init?(first text: String, at path: String, format: DocumentFormat?, limit: Int) throws(HostFile.Failure) {
    guard format != .json, let name = Self.companionName(in: text, at: path) else { return nil }
    let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/" : ""
    companion = try Self.location(of: name, in: folder)
    let header = text.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("workflow_file:") && $0 != "---"
    }
    let second = try HostFile.readText(companion, limit: limit)
    let body = second.hasPrefix("---\n") ? String(second.dropFirst(4)) : second
    self.text = header.joined(separator: "\n") + "\n" + body
  }

  private static func companionName(in text: String, at path: String) -> String? {
    // Nearly no definition names a file; those need not be parsed twice.
    guard text.contains("workflow_file:"), let document = try? Document.parse(text, named: path, format: .yaml) else {
      return nil
    }
    return document.value["tasks"] == nil ? document.value["workflow_file"]?.stringValue : nil
  }

  private static func location(of name: String, in folder: String) throws(HostFile.Failure) -> String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    for candidate in [folder + name, folder + "workflows/" + file, folder + file] {
      if let status = try HostFile.status(of: candidate), !status.isDirectory { return candidate }
    }
    // The error names the place that was meant.
    return folder + name
  }
}
