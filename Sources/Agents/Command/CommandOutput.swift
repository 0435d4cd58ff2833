import Engine
import JSON

/// Standard output read as the step's value.
enum CommandOutput {
  static func value(of bytes: [UInt8], as form: CommandSpec.Output) throws(RunError) -> JSONValue {
    guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
      throw RunError(.agentError, "the command printed bytes that are no UTF-8 text")
    }
    switch form {
    case .text: return .string(withoutLastNewline(text))
    case .json: return try json(text)
    case .jsonl: return try lines(text)
    }
  }

  /// `echo` ends its line; the value is what was said.
  private static func withoutLastNewline(_ text: String) -> String {
    guard text.last?.isNewline == true else { return text }
    return String(text.dropLast())
  }

  /// One value, bare or in a fenced block; nothing printed is null.
  static func json(_ text: String) throws(RunError) -> JSONValue {
    guard text.contains(where: { !$0.isWhitespace }) else { return .null }
    do {
      return try JSONValue(parsing: text)
    } catch {
      if let fenced = FencedBlock.last(in: text), let value = try? JSONValue(parsing: fenced) { return value }
      throw unreadable("the command's output is not JSON: \(error)", text)
    }
  }

  private static func lines(_ text: String) throws(RunError) -> JSONValue {
    var values: [JSONValue] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      do {
        values.append(try JSONValue(parsing: String(line)))
      } catch {
        throw unreadable("line \(index + 1) of the command's output is not JSON: \(error)", String(line))
      }
    }
    return .array(values)
  }

  private static func unreadable(_ message: String, _ text: String) -> RunError {
    RunError(.agentError, message, details: ["output": .string(String(text.prefix(excerptLength)))])
  }

  /// Enough to see what was printed instead.
  private static let excerptLength = 500
}

/// A block between two lines of three or more backquotes, as models and people write JSON in running text.
enum FencedBlock {
  /// The last block whose fence says `json` or nothing; nil when there is none.
  static func last(in text: String) -> String? {
    var found: String?
    var open: (fence: Substring, lines: [Substring], counts: Bool)?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let trimmed = line.drop(while: \.isWhitespace)
      let fence = trimmed.prefix { $0 == "`" }
      let rest = trimmed.dropFirst(fence.count).filter { !$0.isWhitespace }
      if let block = open {
        if fence.count >= block.fence.count && rest.isEmpty {
          if block.counts { found = block.lines.joined(separator: "\n") }
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if fence.count >= 3 {
        open = (fence, [], rest.isEmpty || rest.lowercased() == "json")
      }
    }
    return found
  }
}
