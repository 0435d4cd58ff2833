import Foundation
import Testing

/// `escapement starlark FILE`, as it is built.
@Suite(.timeLimit(.minutes(3))) struct CommandLineStarlarkTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  private func run(_ text: String, _ options: String...) throws -> Desk.Answer {
    try desk.type(["starlark", try desk.write(text, to: "main.star")] + options)
  }

  @Test func `a file prints, and loads what stands beside it`() throws {
    try desk.write("def twice(x):\n  return x * 2\n", to: "lib.star")
    let told = try run("load(\"lib.star\", \"twice\")\nprint(twice(21), json.encode({}))\n")
    #expect(told.status == 0)
    #expect(told.output == "42 {}\n")
    #expect(told.errors.isEmpty)
  }

  @Test func `an error shows its place, its line and the calls that led there`() throws {
    let told = try run("def f(n):\n  return 1 // n\n\nprint(1)\nf(0)\n")
    #expect(told.status == 1)
    #expect(told.output == "1\n")
    #expect(told.errors.contains("main.star:2:12: floored division by zero\n    return 1 // n\n             ^"))
    #expect(told.errors.contains("main.star:5:1 in <toplevel>"))
  }

  @Test func `every mistake in the grammar is shown`() throws {
    let told = try run("a = = 1\nb = (2\nc = 3 3\n")
    #expect(told.status == 1)
    #expect(told.errors.contains("main.star:1:5:"))
    #expect(told.errors.contains("main.star:3:"))
  }

  @Test func `what isn't there, loads itself or never ends is said`() throws {
    #expect(try desk.type("starlark", "/nowhere/at/all.star").status == 66)
    let missing = try run("load(\"no.star\", \"x\")\n")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("main.star:1:1: no.star can't be loaded"))
    #expect(try run("load(\"main.star\", \"x\")\n").errors.contains("loads itself"))
    let endless = try run("while True: pass\n", "--lenient", "--steps", "1000")
    #expect(endless.errors.contains("too many steps: the limit is 1000"))
    #expect(try run("while True: pass\n").errors.contains("there is no 'while' here"))
  }

  @Test func `bytes that are no text are an error with a place`() throws {
    let file = "\(desk.folder)/bytes.star"
    try Data([0x61, 0x0A, 0xFF, 0x0A]).write(to: URL(filePath: file))
    let told = try desk.type("starlark", file)
    #expect(told.status == 1)
    #expect(told.errors.contains("bytes.star:2:1: the text is no UTF-8 here"))
  }
}
