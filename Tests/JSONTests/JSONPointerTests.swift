import JSON
import Testing

struct JSONPointerTests {
  /// The document of RFC 6901, section 5.
  private let document: JSONValue = [
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8,
  ]

  @Test(
    arguments: [
      ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
      ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
    ] as [(String, JSONValue)])
  func `a pointer finds its place and is written as it was read`(text: String, expected: JSONValue) throws {
    let pointer = try JSONPointer(parsing: text)
    #expect(pointer.value(in: document) == expected)
    #expect(pointer.description == text)
  }

  @Test func `the empty pointer is the whole`() throws {
    #expect(try JSONPointer(parsing: "").value(in: document) == document)
  }

  @Test(arguments: ["/foo/2", "/foo/01", "/foo/-", "/foo/-1", "/foo/+1", "/nothing", "/foo/0/x"])
  func `a pointer to nothing finds nothing`(text: String) throws {
    #expect(try JSONPointer(parsing: text).value(in: document) == nil)
  }

  @Test(arguments: ["foo", "/a~2", "/a~"])
  func `a malformed pointer is refused`(text: String) {
    #expect(throws: JSONPointerError.self) { try JSONPointer(parsing: text) }
  }

  @Test func `names with slash and tilde are escaped once`() {
    #expect(JSONPointer().appending("a/b~1").appending(3).description == "/a~1b~01/3")
  }
}
