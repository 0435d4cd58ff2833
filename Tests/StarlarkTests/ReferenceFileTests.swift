import Testing

@Suite(
  .enabled(if: ChunkedFile.isInstalled, "needs the Debian package golang-starlark-dev: scripts/packages install test"))
struct ReferenceFileTests {
  @Test(arguments: [
    "assign.star", "bool.star", "builtins.star", "control.star", "dict.star", "float.star", "function.star",
    "int.star", "json.star", "list.star", "misc.star", "module.star", "paths.star", "recursion.star", "set.star",
    "string.star", "tuple.star",
  ])
  func `the reference's own tests pass`(file: String) throws {
    for chunk in try ChunkedFile(file).chunks {
      for complaint in ReferenceHost().check(chunk) { Issue.record("\(chunk.name): \(complaint)") }
    }
  }
}
