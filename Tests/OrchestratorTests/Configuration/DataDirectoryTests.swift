import Glibc
import Testing

@testable import Orchestrator

struct DataDirectoryTests {
  private func locate(
    _ flag: String? = nil, _ environment: [String: String] = [:], beside folder: String? = nil
  ) throws -> DataDirectory {
    try DataDirectory.locate(flag: flag, environment: environment, programFolder: folder).directory
  }

  @Test func `the flag wins, then the environment, then the file beside the program, then the home`() throws {
    let scratch = try Scratch()
    try scratch.write("/from/file\n", to: "escapement.data")
    let environment = ["ESCAPEMENT_DATA": "/from/environment", "HOME": "/home/ada"]
    #expect(try locate("/from/flag", environment, beside: scratch.path).path == "/from/flag")
    #expect(try locate(nil, environment, beside: scratch.path).path == "/from/environment")
    #expect(try locate(nil, ["HOME": "/home/ada"], beside: scratch.path).path == "/from/file")
    #expect(try locate(nil, ["HOME": "/home/ada"]).path == "/home/ada/.escapement")
  }

  @Test func `paths are made absolute and tidy`() throws {
    #expect(try locate("/srv//escapement/./data/").path == "/srv/escapement/data")
    #expect(try locate("data").path == "\(HostProgram.currentFolder)/data")
  }

  @Test func `a file beside the program with a relative path is refused`() throws {
    let scratch = try Scratch()
    try scratch.write("data\n", to: "escapement.data")
    #expect(throws: StartupError.self) { try locate(nil, [:], beside: scratch.path) }
  }

  @Test func `a directory that isn't there is told with the command that makes one`() throws {
    let scratch = try Scratch()
    let error = #expect(throws: StartupError.self) {
      try DataDirectory(path: "\(scratch.path)/nowhere").requireUsable()
    }
    #expect(error?.exitCode == 66)
    #expect(error?.description.contains("escapement init --data \(scratch.path)/nowhere") == true)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
  func `a directory of another user is refused with 78`() throws {
    let scratch = try Scratch()
    try #require(chown(scratch.path, 65_534, 65_534) == 0)
    let error = #expect(throws: StartupError.self) { try scratch.directory.requireUsable() }
    #expect(error?.kind == .wrongOwner)
    #expect(error?.exitCode == 78)
  }
}
