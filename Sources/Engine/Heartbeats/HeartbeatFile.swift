import Documents

/// A `HEARTBEAT.md`, cut into its parts.
///
/// The body is Markdown for people. What is asked are its open boxes; a ticked box is a check that is put off, and a
/// list item without a box, or with something else in it, is refused: it is a check that would be forgotten. Indented
/// lines go on with the item above.
struct HeartbeatFile {
  let frontMatter: Document
  private(set) var checks: [String] = []
  private(set) var issues: [CheckIssue] = []

  /// - Throws: for a file without front matter, or with one that is no YAML.
  init(_ text: String, named name: String) throws(DocumentError) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, Self.isFence(first) else {
      throw DocumentError(
        name: name, line: 1, column: 1, message: "there is no front matter",
        hint: "begin with a line ---, then interval and agent, then a line --- again")
    }
    guard let end = lines.dropFirst().firstIndex(where: Self.isFence) else {
      throw DocumentError(
        name: name, line: 1, column: 1, message: "the front matter has no end", hint: "close it with a line ---")
    }
    // An empty line instead of the fence: positions stay those of the file.
    frontMatter = try Document.parse(
      "\n" + lines[1..<end].joined(separator: "\n") + "\n", named: name, format: .yaml)
    read(Array(lines[(end + 1)...]), from: end + 2)
  }

  private static func isFence(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// - Parameter first: the number of the first of these lines in the file.
  private mutating func read(_ lines: [Substring], from first: Int) {
    var item: (text: String, line: Int, isOpen: Bool)?
    for (offset, line) in lines.enumerated() {
      let number = first + offset
      if let current = item, line.first == " " || line.first == "\t", !line.trimmed.isEmpty, !Self.isItem(line.trimmed)
      {
        item = ("\(current.text) \(line.trimmed)", current.line, current.isOpen)
        continue
      }
      take(item)
      item = nil
      guard Self.isItem(line.trimmed) else { continue }
      guard let box = Box(line.trimmed) else {
        report(number, "this is a list item without a box", hint: "write `- [ ] …` for a check, or no list")
        continue
      }
      item = (String(box.text), number, box.isOpen)
    }
    take(item)
    if checks.isEmpty, issues.isEmpty {
      report(
        max(1, first + lines.count - 1), "there is no check to ask", hint: "write `- [ ] …` below the front matter")
    }
    if checks.count > HeartbeatSpec.mostChecks {
      report(first, "there are \(checks.count) checks, and \(HeartbeatSpec.mostChecks) are allowed")
    }
  }

  private mutating func take(_ item: (text: String, line: Int, isOpen: Bool)?) {
    guard let item, item.isOpen else { return }
    if let problem = Self.problem(of: item.text, among: Set(checks)) { report(item.line, problem) }
    checks.append(item.text)
  }

  private mutating func report(_ line: Int, _ message: String, hint: String? = nil) {
    issues.append(CheckIssue(.invalidValue, line: line, column: 1, message: message, hint: hint))
  }

  /// What is wrong with a check's text; nil for nothing.
  static func problem(of check: String, among others: Set<String>) -> String? {
    if check.isEmpty { return "a check has to say what to look at" }
    if check.utf8.count > HeartbeatSpec.longestCheckBytes {
      return "a check has at most \(HeartbeatSpec.longestCheckBytes) bytes"
    }
    return others.contains(check) ? "this check is in the list already: `\(check)`" : nil
  }

  private static func isItem(_ text: Substring) -> Bool {
    guard let mark = text.first, "-*+".contains(mark) else { return false }
    // `---` is a rule and `**bold**` emphasis; `-[ ]` is an item that lost its space.
    guard let next = text.dropFirst().first else { return true }
    return next == " " || next == "\t" || next == "["
  }

  /// `- [ ] text` or `- [x] text`.
  private struct Box {
    let isOpen: Bool
    let text: Substring

    init?(_ item: Substring) {
      let box = item.dropFirst().trimmed
      guard item.dropFirst().first != "[", box.first == "[", box.dropFirst(2).first == "]",
        let mark = box.dropFirst().first,
        " xX".contains(mark), [nil, " ", "\t"].contains(box.dropFirst(3).first)
      else { return nil }
      isOpen = mark == " "
      text = box.dropFirst(3).trimmed
    }
  }
}

extension HeartbeatSpec {
  /// `shop` for `shop/HEARTBEAT.md` and for `shop.md`: what a heartbeat is called whose file names nothing.
  public static func name(ofFile file: String) -> String? {
    let parts = file.split(separator: "/").map(String.init)
    guard let last = parts.last, last.hasSuffix(".md") else { return nil }
    let stem = String(last.dropLast(".md".count)).lowercased()
    return stem == "heartbeat" ? parts.dropLast().last?.lowercased() : stem
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    let rest = drop(while: isSpace)
    guard let last = rest.lastIndex(where: { !isSpace($0) }) else { return rest[rest.endIndex...] }
    return rest[...last]
  }
}
