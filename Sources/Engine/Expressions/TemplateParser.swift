import JSON
import Starlark

/// Compiles one string of a template.
struct TemplateParser {
  private let text: String
  private let bytes: [UInt8]

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  func node() throws(ExpressionSyntaxError) -> TemplateNode {
    if let first = nextOpening(from: 0) { return try segments(from: first) }
    if text.hasPrefix("$$.") { return .constant(.string(String(text.dropFirst()))) }
    if isPath { return .path(try DataPath(parsing: text)) }
    if let expression = try wholeBraced() { return .expression(expression) }
    return .constant(.string(text))
  }

  /// `$.` and a key: `$.50 per unit` is a price, not a path.
  private var isPath: Bool {
    guard text.hasPrefix("$."), bytes.count > 2 else { return false }
    let isDigit = bytes[2] >= UInt8(ascii: "0") && bytes[2] <= UInt8(ascii: "9")
    return !isDigit && DataPathParser.isPlainKeyByte(bytes[2])
  }

  /// `${ … }`, if its closing brace is the string's end.
  private func wholeBraced() throws(ExpressionSyntaxError) -> CompiledExpression? {
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
    do throws(SyntaxError) {
      let (program, end) = try Starlark.Program.braced(
        in: SourceText(text, name: "template"), from: 2, dialect: CompiledExpression.dialect)
      return end == bytes.count ? CompiledExpression(program) : nil
    } catch {
      throw ExpressionSyntaxError(error, source: text)
    }
  }

  // MARK: Braces

  private func nextOpening(from start: Int) -> Int? {
    var place = start
    while place + 1 < bytes.count {
      if bytes[place] == UInt8(ascii: "{"), bytes[place + 1] == UInt8(ascii: "{") { return place }
      place += 1
    }
    return nil
  }

  private func segments(from first: Int) throws(ExpressionSyntaxError) -> TemplateNode {
    let source = SourceText(text, name: "template")
    var segments: [TemplateSegment] = []
    var (written, opening) = (0, Optional(first))
    while let start = opening {
      if start > written { segments.append(.text(slice(written, start))) }
      let (expression, end) = try expression(in: source, from: start + 2)
      if start == 0, end == bytes.count { return .expression(expression) }
      segments.append(.expression(expression))
      written = end
      opening = nextOpening(from: end)
    }
    if written < bytes.count { segments.append(.text(slice(written, bytes.count))) }
    return .text(segments)
  }

  private func expression(
    in source: SourceText, from start: Int
  ) throws(ExpressionSyntaxError) -> (CompiledExpression, Int) {
    do throws(SyntaxError) {
      let (program, end) = try Starlark.Program.embedded(
        in: source, from: start, dialect: CompiledExpression.dialect, functions: ScopeNames.builtins)
      return (CompiledExpression(program), end)
    } catch {
      throw ExpressionSyntaxError(error, source: text)
    }
  }

  private func slice(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }
}
