import Yams

/// Says in a person's words what libyaml found.
struct YAMLComplaint {
  let name: String
  let text: String

  func documentError(for error: any Error) -> DocumentError {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      explained(problem, context: context, at: mark)
    case .reader(let problem, let offset, let value, _): unreadable(problem, offset: offset, value: value)
    case .duplicatedKeysInMapping(let keys, let context): repeated(keys, first: context.mark)
    default: DocumentError(name: name, line: 1, column: 1, message: "the text can't be read as YAML")
    }
  }

  private func explained(_ problem: String, context: YamlError.Context?, at mark: Mark) -> DocumentError {
    let position = SourcePosition(mark)
    if isIndentedByTab(position.line) {
      return DocumentError(
        name: name, position: position, message: "a tab can't be used for indentation", hint: "indent with spaces")
    }
    guard let (message, hint) = YAMLComplaint.wording(of: problem) else {
      let place = context.map { ", \($0.text) that began in \(SourcePosition($0.mark))" } ?? ""
      return DocumentError(name: name, position: position, message: problem + place)
    }
    return DocumentError(name: name, position: position, message: message, hint: hint)
  }

  private func isIndentedByTab(_ line: Int) -> Bool {
    let lines = text.split(separator: "\n", maxSplits: line, omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return false }
    return lines[line - 1].prefix { $0 == " " || $0 == "\t" }.contains("\t")
  }

  private func unreadable(_ problem: String, offset: Int?, value: Int32) -> DocumentError {
    let before = text.prefix(offset ?? 0)
    let line = before.count { $0.isNewline } + 1
    let column = before.reversed().prefix { !$0.isNewline }.map(\.unicodeScalars.count).reduce(1, +)
    let character = value > 0 ? " (U+\(hexadecimal(value)))" : ""
    return DocumentError(
      name: name, line: line, column: column, message: "\(problem)\(character)",
      hint: "write it as an escape in double quotes")
  }

  private func hexadecimal(_ value: Int32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private func repeated(_ keys: [String], first: Mark) -> DocumentError {
    let key = keys.first ?? ""
    let first = SourcePosition(first)
    let second = RepeatedKeySearch(text: text, key: key, first: first).secondPosition()
    return DocumentError(name: name, repeating: key, first: first, second: second)
  }
}

extension YAMLComplaint {
  /// Our words for libyaml's, with what to do; nil where libyaml's are good enough.
  private static func wording(of problem: String) -> (message: String, hint: String?)? {
    switch problem {
    case "found character that cannot start any token":
      ("no value can begin with this character", "put the text in quotes")
    case "mapping values are not allowed in this context":
      ("a ':' can't stand here", "put a text that holds ': ' in quotes, or check the indentation")
    case "did not find expected key":
      ("expected a key here", "the keys of one object begin in the same column; check indentation and quotes")
    case "could not find expected ':'":
      ("expected ':' behind a key before this line", "check the line above: a key needs ': ' and a value")
    case "did not find expected '-' indicator":
      ("expected '-' here", "the elements of one list begin in the same column")
    case "did not find expected ',' or '}'": ("expected ',' or '}'", nil)
    case "did not find expected ',' or ']'": ("expected ',' or ']'", nil)
    case "found unexpected end of stream": ("the quoted text has no closing quote", nil)
    case "found undefined alias":
      ("no anchor of this name stands before this alias", "put a text that begins with '*' in quotes")
    case "but found another document": ("a second document begins here, and one is expected", "remove the '---'")
    default: nil
    }
  }
}
