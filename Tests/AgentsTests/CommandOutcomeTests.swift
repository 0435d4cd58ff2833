import Agents
import Engine
import Foundation
import JSON
import Testing

@Suite struct CommandOutcomeTests {
  let bench = try? CommandBench()

  @Test func `a command reads its input as JSON and answers with JSON`() throws {
    let bench = try #require(bench)
    let performance = try bench.perform(shell: "cat", input: ["rate": 0.05, "list": [1, "two", nil]]) {
      $0.output = .json
    }
    #expect(performance.output == ["rate": 0.05, "list": [1, "two", nil]])
    #expect(performance.log == nil)
  }

  @Test func `JSON is found in the last fenced block of running text`() throws {
    let bench = try #require(bench)
    let text = "Here:\n```json\n{\"a\": 1}\n```\nbetter:\n```\n{\"a\": 2}\n```\n```swift\nlet a = 3\n```\nBye"
    let performance = try bench.perform(shell: "cat <<'E'\n\(text)\nE") { $0.output = .json }
    #expect(performance.output == ["a": 2])
  }

  @Test func `JSON lines become a list`() throws {
    let bench = try #require(bench)
    let performance = try bench.perform(shell: #"echo '{"a":1}'; echo; echo 2"#) { $0.output = .jsonl }
    #expect(performance.output == [["a": 1], 2])
  }

  @Test func `output that is no JSON is an error that shows it`() throws {
    let bench = try #require(bench)
    let error = try #require(try bench.perform(shell: "echo hello") { $0.output = .json }.error)
    #expect(error.has(.agentError))
    #expect(error.details["output"] == "hello\n")
  }

  @Test func `text loses only its last newline`() throws {
    let bench = try #require(bench)
    #expect(try bench.perform(shell: #"printf 'a\n\nb\n\n'"#).output == "a\n\nb\n")
  }

  @Test func `a failing command tells its exit status and the end of its standard error`() throws {
    let bench = try #require(bench)
    let performance = try bench.perform(shell: "echo partial; echo 'disk is gone' >&2; exit 3")
    let error = try #require(performance.error)
    #expect(error.has(.agentError))
    #expect(error.message.contains("exit status 3"))
    #expect(error.details["exitStatus"] == 3)
    #expect(error.details["stderr"] == "disk is gone\n")
    #expect(performance.log == Performance.Log("disk is gone\n"))
  }

  @Test func `a failing command's last line is its error's message, if it isn't endless`() throws {
    let bench = try #require(bench)
    let told = try bench.perform(shell: "echo connecting >&2; echo 'no such host' >&2; echo >&2; exit 1").error
    #expect(told?.message == "the command failed with exit status 1: no such host")
    let silent = try bench.perform(shell: "exit 1").error
    #expect(silent?.message == "the command failed with exit status 1")
    let endless = try bench.perform(shell: "printf '%01000d' 7 >&2; exit 75").error
    #expect(endless?.message.hasSuffix("(exit status 75: \(String(repeating: "0", count: 200))…)") == true)
  }

  @Test func `exit status 75 means try again`() throws {
    let bench = try #require(bench)
    #expect(try bench.perform(shell: "exit 75").error?.has(.transient) == true)
  }

  @Test func `a command that dies by a signal names it`() throws {
    let bench = try #require(bench)
    let error = try #require(try bench.perform(shell: "kill -SEGV $$").error)
    #expect(error.has(.agentError))
    #expect(error.message.contains("SIGSEGV"))
    #expect(error.details["signal"] == "SIGSEGV")
  }

  @Test func `a program that isn't there is an error that says what to do`() throws {
    let bench = try #require(bench)
    let spec = CommandSpec(arguments: [.template(try Template(compiling: "no-such-program-anywhere"))])
    let agent = AgentDefinition(id: "probe", kind: .command(spec), hash: "", source: "")
    let error = try #require(bench.perform(bench.request(agent, [:])).error)
    #expect(error.has(.agentError))
    #expect(error.message.contains("No such file"))
    #expect(error.message.contains("argv"))
  }

  @Test func `a helper that can't be started is a transient error`() throws {
    let bench = try #require(bench)
    var surroundings = bench.surroundings
    surroundings.helper = "/nowhere/tick"
    let request = try bench.request(shell: "echo")
    let error = try #require(ExecutorRegistry(surroundings: surroundings).perform(request).error)
    #expect(error.has(.transient))
    #expect(error.message.contains("/nowhere/tick"))
  }

  @Test func `a program with a relative path lies beside the agents' files`() throws {
    let bench = try #require(bench)
    try FileManager.default.createDirectory(atPath: bench.path("agents/bin"), withIntermediateDirectories: true)
    let program = bench.path("agents/bin/hello")
    try "#!/bin/sh\necho \"hello $1\"\n".write(toFile: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let spec = CommandSpec(
      arguments: [.template(try Template(compiling: "bin/hello")), .template(try Template(compiling: "you"))],
      output: .text)
    let agent = AgentDefinition(id: "probe", kind: .command(spec), hash: "", source: "")
    #expect(bench.perform(bench.request(agent, [:])).output == "hello you")
  }

  @Test func `noop succeeds with its input`() throws {
    let bench = try #require(bench)
    #expect(bench.perform(bench.request(.noop, ["a": 1])).output == ["a": 1])
  }
}
