import Foundation
import JSON
import Testing

/// Definitions, runs and approvals with the built program.
@Suite(.timeLimit(.minutes(3))) struct CommandLineRunTests {
  private let desk: Desk

  init() throws { desk = try Desk.ready() }

  private func workflow(_ states: String, id: String = "test") throws -> String {
    try desk.write("id: \(id)\nstates:\n\(states)", to: "\(id).workflow.yaml")
  }

  @Test func `a file with mistakes is told with line, column and a caret, and exits with 1`() throws {
    let file = try workflow("  - {name: one, type: operation, acton: noop, end: true}\n")
    let told = try desk.type("validate", file)
    #expect(told.status == 1)
    #expect(told.output.contains("test.workflow.yaml:3:34: error[unknown-key]"))
    #expect(told.output.contains("^"))
    #expect(told.output.contains("`action`"))
  }

  @Test func `validate works without a data directory, where unknown agents are warnings`() throws {
    let file = try workflow("  - {name: one, type: agent, agent: nobody, task: x, timeoutSeconds: 5, end: true}\n")
    #expect(try desk.type("validate", file).status == 1)
    let alone = try Desk()
    let told = try alone.type("validate", "--format", "json", file)
    #expect(told.status == 0, "\(told.output)")
    let report = try JSONValue(parsing: told.output)
    #expect(report["files"]?[0]?["ok"] == true)
    #expect(report["files"]?[0]?["issues"]?[0]?["code"] == "unknown-agent")
    #expect(report["files"]?[0]?["issues"]?[0]?["severity"] == "warning")
  }

  @Test func `validate without a data directory takes the agents beside the file`() throws {
    let alone = try Desk()
    try alone.write("id: greeter\nkind: noop\n", to: "agents/greeter.yaml")
    let naming = { (agent: String) in
      "id: test\nstates:\n  - {name: one, type: agent, agent: \(agent), task: x, timeoutSeconds: 5}\n"
    }
    let known = try alone.write(naming("greeter"), to: "workflows/known.workflow.yaml")
    #expect(try alone.type("validate", known).output == "\(known): no problems\n")
    let unknown = try alone.write(naming("greater"), to: "workflows/unknown.workflow.yaml")
    let told = try alone.type("validate", unknown)
    #expect(told.status == 1)
    #expect(told.output.contains("did you mean `greeter`?"))
  }

  @Test func `run that waits misses the program that performs steps before it starts anything`() throws {
    let file = try workflow("  - {name: one, type: operation, action: noop, end: true}\n")
    try FileManager.default.copyItem(atPath: "\(BuiltProgram.folder)/escapement", toPath: desk.path("escapement"))
    let program = try BuiltProgram(
      "escapement", ["run", file, "--wait"], environment: ["ESCAPEMENT_DATA": desk.data], folder: desk.folder,
      scratch: desk.folder)
    #expect(try program.wait() != 0)
    #expect(program.errors.contains("there is no program \(desk.path("tick"))"))
    #expect(try desk.json("runs") == [])
  }

  @Test func `run takes a file, waits, and prints the output alone`() throws {
    let file = try workflow(
      "  - {name: one, type: inject, data: {sum: '{{ input.a + 1 }}'}, end: true}\noutput: {sum: $.sum}\n")
    let told = try desk.type("run", file, "--input", "{\"a\": 41}", "--wait")
    #expect(told.status == 0, "\(told.errors)")
    #expect(try JSONValue(parsing: told.output) == ["sum": 42])
    #expect(told.errors.contains("COMPLETED"))
  }

  @Test func `input comes from a file, also as YAML`() throws {
    let file = try workflow("  - {name: one, type: inject, data: {got: '{{ input.a }}'}, end: true}\n")
    let input = try desk.write("a: seven\n", to: "input.yaml")
    _ = try desk.type("run", file, "--input", "@\(input)", "--wait")
    #expect(try desk.json("show", "last")["input"] == ["a": "seven"])
  }

  @Test func `how a run ends is the exit code`() throws {
    let failing = try workflow("  - {name: one, type: inject, data: {x: '{{ nothing }}'}, end: true}\n", id: "failing")
    let failed = try desk.type("run", failing, "--wait")
    #expect(failed.status == 1)
    #expect(failed.errors.contains("FAILED"))
    #expect(failed.errors.contains("nothing"))
    let asking = try workflow("  - {name: ask, type: approval, message: Well?, end: true}\n", id: "asking")
    #expect(try desk.type("run", asking, "--wait", "--timeout", "0.3").status == 75)
    #expect(try desk.type("cancel", "last", "--reason", "enough").status == 0)
    #expect(try desk.json("show", "last")["status"] == "CANCELLED")
  }

  @Test func `waiting for an approval says what is asked and how to answer`() throws {
    let told = try desk.type("run", "hello", "--wait", "--until", "approval")
    #expect(told.status == 0)
    let run = told.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(told.errors.contains("May this be sent?"))
    #expect(told.errors.contains("escapement approve \(run)"))
    #expect(try desk.type("approvals").output.contains(run))
    #expect(try desk.type("reject", run, "--comment", "No.").status == 0)
    #expect(eventually { (try? desk.json("show", run)["status"]) == "FAILED" })
    #expect(try desk.type("approve", run).status == 73)
    #expect(try desk.type("approvals", "--decided").output.contains("No."))
  }

  @Test func `of several waiting steps one has to be named`() throws {
    let file = try workflow(
      """
        - name: both
          type: parallel
          branches:
            - {name: left, states: [{name: ask, type: approval, message: Left?, end: true}]}
            - {name: right, states: [{name: sign, type: approval, message: Right?, end: true}]}
          end: true

      """)
    #expect(try desk.type("run", file, "--wait", "--until", "approval").status == 0)
    let unclear = try desk.type("approve", "last")
    #expect(unclear.status == 65)
    #expect(unclear.errors.contains("both/left/ask") && unclear.errors.contains("both/right/sign"))
    #expect(try desk.type("approve", "last", "nobody").status == 66)
    #expect(try desk.type("approve", "last", "sign").status == 0)
    #expect(try desk.type("approve", "last", "both/left/ask").status == 0)
    #expect(eventually { (try? desk.json("show", "last")["status"]) == "COMPLETED" })
  }

  @Test func `a run that is started again with the same key is the same run`() throws {
    let one = try desk.type("run", "hello", "--idempotency-key", "monday")
    let other = try desk.type("run", "hello", "--key", "monday")
    #expect(one.status == 0)
    #expect(one.output == other.output)
  }

  @Test func `show says why a run waits for its turn, and what it has to go by`() throws {
    let file = try desk.write(
      "id: turns\nconcurrency: {key: db}\nstates: [{name: ask, type: approval, message: Go?}]\n",
      to: "turns.workflow.yaml")
    let first = try desk.type("run", file).output.split(separator: "\n").joined()
    #expect(try desk.type("run", "turns", "--priority", "2").status == 0)
    let shown = try desk.type("show", "last").output
    #expect(
      shown.contains("first of 1 in the queue of the concurrency key 'db', whose only slot the run \(first) has"))
    #expect(shown.contains("priority: 2"))
    #expect(try desk.type("run", "turns", "--priority", "20").errors.contains("-10 to 10"))
    #expect(try desk.type("cancel", first).status == 0)
    #expect(eventually { (try? desk.json("show", "last")["status"]) == "WAITING_APPROVAL" })
  }

  @Test func `a tick stays for steps that only an agent's rate holds up`() throws {
    try desk.write("kind: noop\nrateLimit: {count: 1, perSeconds: 1}\n", to: "data/agents/slow.yaml")
    try desk.write(
      """
      id: calls
      states:
        - {name: all, type: foreach, items: "{{ [1, 2, 3] }}", maxConcurrency: 3, agent: slow}
      """, to: "data/workflows/calls.workflow.yaml")
    try #require(try desk.type("sync").status == 0)
    #expect(try desk.type("run", "calls").status == 0)
    let tick = try BuiltProgram("tick", ["--data", desk.data], scratch: desk.folder)
    #expect(try tick.wait() == 0)
    #expect(eventually { (try? desk.json("show", "last")["status"]) == "COMPLETED" })
  }

  @Test func `eval answers JSON, and explains what it can't`() throws {
    #expect(try desk.type("eval", "[n * 2 for n in ns]", "--context", "{\"ns\": [1, 2]}").output == "[\n  2,\n  4\n]\n")
    let unknown = try desk.type("eval", "error_rat > 1", "--context", "{\"error_rate\": 2}")
    #expect(unknown.status == 65)
    #expect(unknown.errors.contains("error_rate"))
    #expect(unknown.errors.contains("^"))
    #expect(try desk.type("eval", "1 +").status == 65)
  }

  @Test func `eval looks into a run, and knows what the run knows`() throws {
    try #require(try desk.type("run", "hello").status == 0)
    #expect(try desk.type("eval", "type(ctx)", "--run", "last").output.contains("dict"))
    let missing = try desk.type("eval", "steps.nowhere.result", "--run", "last")
    #expect(missing.status == 65)
    #expect(missing.errors.contains("no key 'nowhere'"))
    #expect(missing.errors.contains("its keys are"))
  }

  @Test func `what a workflow says can't move the terminal's cursor`() throws {
    let file = try workflow("  - {name: ask, type: approval, title: \"a\\e[2Jb\", message: Well?, end: true}\n")
    let asked = try desk.type("run", file, "--wait", "--until", "approval")
    for text in [asked.errors, try desk.type("approvals").output, try desk.type("show", "last").output] {
      #expect(text.contains("a\\u{1b}[2Jb"))
      #expect(!text.contains("\u{1b}"))
    }
  }

  @Test func `sync reports each file and exits with 1 when one is bad`() throws {
    try desk.write("states: 5\n", to: "data/workflows/bad.yaml")
    let told = try desk.type("sync")
    #expect(told.status == 1)
    #expect(told.output.contains("workflows/bad.yaml"))
    #expect(told.output.contains("invalid"))
    #expect(told.output.contains("unchanged"))
  }

  @Test func `a run waits for the clock, a signal and an event, and says so in words`() throws {
    let file = try workflow(
      """
        - {name: nap, type: sleep, duration: 250ms, next: gate}
        - {name: gate, type: await, signal: go, correlation: a, next: paid}
        - {name: paid, type: await, event: order.paid, timeoutSeconds: 1h, end: true}

      """, id: "hears")
    // The tick wakes the sleep.
    #expect(try desk.type("run", file, "--wait", "--timeout", "5").status == 75)
    #expect(try desk.type("show", "last").output.contains("waits: the signal 'go' (a) at gate"))
    let signalled = try desk.type("signal", "last", "go", "--correlation", "a", "--payload", "{\"n\": 1}")
    #expect(signalled.output.contains("WAITING_SIGNAL: the event 'order.paid' at paid until 20"))
    let emitted = try desk.type("emit", "order.paid", "--payload", "{\"n\": 2}", "--dedupe-key", "k")
    #expect(emitted.status == 0, "\(emitted.errors)")
    let again = try desk.type("emit", "order.paid", "--dedupe-key", "k")
    #expect(again.output == emitted.output)
    #expect(again.errors.contains("published before"))
    let run = try desk.json("show", "last")
    #expect(run["status"] == "COMPLETED")
    #expect(run["output"]?["steps"] == ["gate": ["n": 1], "paid": ["n": 2]])
    let listed = try desk.json("events")
    #expect(listed.arrayValue?.map { $0["type"] } == ["order.paid"])
    #expect(try desk.type("events", "last").output.contains("event.received"))
    #expect(try desk.type("events", "last", "--type", "x").status == 2)
  }
}
