import Foundation
import JSON
import Testing

/// Setting up with the built program: init, config, doctor, people, tokens.
@Suite(.timeLimit(.minutes(3))) struct CommandLineSetupTests {
  @Test func `the three commands that init prints lead to a finished run`() throws {
    let desk = try Desk()
    let told = try desk.type("init")
    #expect(told.status == 0)
    let commands = told.output.split(separator: "\n").filter { $0.hasPrefix("  escapement ") }
    #expect(commands.count == 3)
    for command in commands {
      let words = command.split(separator: " ").dropFirst().map(String.init)
      let program = try BuiltProgram(
        "escapement", words, environment: ["ESCAPEMENT_DATA": desk.data], scratch: desk.folder)
      #expect(try program.wait() == 0, "\(command): \(program.errors)")
    }
    #expect(try desk.json("show", "last")["status"] == "COMPLETED")
    let message = try desk.json("show", "last")["output"]?["message"]?.stringValue
    #expect(message?.hasPrefix("Hello, World!") == true)
  }

  @Test func `init says so when there is an installation, and shows no secret twice`() throws {
    let desk = try Desk.ready()
    let again = try desk.type("init")
    #expect(again.status == 0)
    #expect(again.output.contains("already"))
    #expect(!again.output.contains("esc_"))
  }

  @Test func `init refuses a folder with something else in it`() throws {
    let desk = try Desk()
    try FileManager.default.createDirectory(atPath: desk.data, withIntermediateDirectories: true)
    try desk.write("precious", to: "data/thesis.tex")
    let told = try desk.type("init")
    #expect(told.status == 73)
    #expect(told.errors.contains("thesis.tex"))
  }

  @Test func `a password comes from a file, never from an argument`() throws {
    let desk = try Desk()
    let file = try desk.write("correct horse\n", to: "password")
    let told = try desk.type("init", "--admin", "ada", "--password-file", file)
    #expect(told.status == 0)
    #expect(!told.output.contains("correct horse"))
    #expect(!told.output.contains("password   "))
  }

  @Test func `without a data directory a command says how to make one`() throws {
    let told = try Desk().type("runs")
    #expect(told.status == 66)
    #expect(told.errors.contains("escapement init"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
  func `every command refuses another user's data directory`() throws {
    let desk = try Desk.ready()
    try #require(chown(desk.data, 65_534, 65_534) == 0)
    for command in ["runs", "doctor", "config", "sync", "migrate", "install"] {
      let told = try desk.type(command)
      #expect(told.status == 78, "\(command)")
      #expect(told.errors.contains("belongs to"), "\(command)")
    }
  }

  @Test func `a mistake in the settings stops every command with its place`() throws {
    let desk = try Desk.ready()
    try desk.write("concurrency: 2\nmaxTick: 1\n", to: "data/escapement.yaml")
    let told = try desk.type("runs")
    #expect(told.status == 78)
    #expect(told.errors.contains("escapement.yaml:2: there is no setting 'maxTick'; did you mean 'maxTicks'?"))
  }

  @Test func `config tells each value and where it comes from`() throws {
    let desk = try Desk.ready()
    try desk.write("concurrency: 2\n", to: "data/escapement.yaml")
    let told = try desk.type("config", "--set", "maxTicks=3", environment: ["ESCAPEMENT_GRACE_SECONDS": "5"])
    let lines = told.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("concurrency ") && $0.contains("escapement.yaml:1") })
    #expect(lines.contains { $0.hasPrefix("maxTicks ") && $0.contains("flag --set maxTicks") })
    #expect(lines.contains { $0.hasPrefix("graceSeconds ") && $0.contains("environment ESCAPEMENT_GRACE_SECONDS") })
    #expect(lines.contains { $0.hasPrefix("leaseSeconds ") && $0.contains("built in") })
  }

  @Test func `doctor finds a new installation well, and a broken one not`() throws {
    let desk = try Desk.ready()
    let well = try desk.type("doctor", "--deep")
    #expect(well.status == 0, "\(well.output)")
    #expect(well.output.contains("synchronous is FULL"))
    #expect(well.output.contains("crontab"), "no tick has run yet, so the lines are shown")
    try FileManager.default.removeItem(atPath: "\(desk.data)/secret.key")
    let broken = try desk.type("doctor")
    #expect(broken.status == 1)
    #expect(broken.output.contains("FAILED   secret key"))
  }

  @Test func `doctor notices a lock that is never let go`() throws {
    let desk = try Desk.ready()
    let lock = open("\(desk.data)/write.lock", O_RDWR)
    defer { close(lock) }
    try #require(flock(lock, LOCK_EX) == 0)
    let told = try desk.type("doctor")
    #expect(told.status == 1)
    #expect(told.output.contains("FAILED   write lock"))
  }

  @Test func `a token is shown once and can be revoked`() throws {
    let desk = try Desk.ready()
    let made = try desk.type("token", "create", "deploy", "--role", "operator")
    #expect(made.output.hasPrefix("esc_"))
    #expect(try !desk.type("token", "list").output.contains("esc_"))
    #expect(try desk.type("token", "revoke", "deploy").status == 0)
    #expect(try desk.type("token", "revoke", "deploy").status == 66)
    let state = try desk.json("token", "list").arrayValue?.first { $0["name"] == "deploy" }?["state"]
    #expect(state == "revoked")
  }

  @Test func `a wrong command line exits with 2`() throws {
    let desk = try Desk()
    #expect(try desk.type("frobnicate").status == 2)
    #expect(try desk.type("run").status == 2)
    #expect(try desk.type("runs", "--status", "weird").status == 2)
    #expect(try desk.type("--help").status == 0)
    #expect(try desk.type("version").output.hasPrefix("escapement "))
  }
}
