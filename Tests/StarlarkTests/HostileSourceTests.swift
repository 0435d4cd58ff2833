import Starlark
import Testing

/// Any bytes may be handed in: each gives an error with a place, soon.
struct HostileSourceTests {
  private func error(_ bytes: [UInt8]) -> String {
    do {
      _ = try Program(file: SourceText(bytes, name: "f.star"), builtins: .standard)
      return "no error"
    } catch {
      return "\(error.position.line):\(error.position.column) \(error.message)"
    }
  }

  @Test(arguments: [
    ([0x61, 0x3D, 0x31, 0x0A, 0xFF], "2:1 the text is no UTF-8 here"),
    ([0x61, 0x20, 0x00], "1:3 the character U+0000 has no meaning here"),
    (Array("x = \"abc".utf8), "1:5 the string's closing \" is missing"),
    (Array("x = '''abc\n\n".utf8), "1:5 the string's closing ' is missing"),
    (Array("x = \"a\\".utf8), "1:7 the string ends in a backslash"),
    (Array("def f():\n  if 1:\n\treturn 1".utf8), "3:2 tabs and spaces are mixed in the indentation"),
    (Array("x = 0x".utf8), "1:5 '' is no number in base 16"),
    (Array("x = (1,\ny = 2".utf8), "2:3 expected ')' to close the parenthesis, found '='"),
  ])
  func `bytes that are no program`(bytes: [UInt8], message: String) {
    #expect(error(bytes) == message)
  }

  @Test(arguments: [
    ("(", "deep"), ("[", "deep"), ("{", "deep"), ("-", "deep"), ("f(", "deep"), ("[x for x in ", "deep"),
    ("lambda: ", "deep"), ("if x:\n", "an indented block is expected"), ("not ", ""), ("x if y else ", ""),
  ])
  func `a hundred thousand levels`(opening: String, message: String) {
    let said = error(Array(String(repeating: opening, count: 100_000).utf8))
    #expect(said != "no error")
    #expect(message.isEmpty || said.contains(message), "\(said)")
  }

  @Test func `a number of a million digits`() {
    #expect(error(Array("x = ".utf8) + Array(repeating: 0x39, count: 1_000_000)).contains("more than 10000 digits"))
    #expect(error(Array("x = 0.".utf8) + Array(repeating: 0x39, count: 1_000_000)).contains("more than 10000 digits"))
  }

  @Test func `ten million bytes`() {
    let said = error(Array(repeating: 0x61, count: 10 << 20))
    #expect(said.contains("more than the 4194304 that a program may have"))
  }

  @Test(
    .timeLimit(.minutes(1)), arguments: ["a", "a b\n", "\"\n", "(\n", "x=1\n", "#", "def f():\n pass\n", "'''", "1+"])
  func `a quarter of a million bytes of anything end in time`(piece: String) {
    let text = String(repeating: piece, count: (1 << 18) / piece.utf8.count)
    _ = error(Array(text.utf8))
  }

  @Test func `every byte alone, and every two of the symbols`() {
    for byte in UInt8.min...UInt8.max { _ = error([byte]) }
    let symbols = Array("()[]{}\"'\\#:;,.=+-*/%&|^~<>!@$?`\n\t 0xe_ab".utf8)
    for first in symbols { for second in symbols { for third in symbols { _ = error([first, second, third]) } } }
  }
}
