import JSON
import Testing

@testable import Engine

/// Workflows of the tasks dialect: what starts what, with which data.
struct TasksTests {
  private func simulation(_ tasks: String, top: String = "", input: JSONObject = [:]) throws -> Simulation {
    try Simulation("ref: ops.test\n\(top)\ntasks:\n\(tasks)", input: input)
  }

  // MARK: Order

  @Test func `every task without an inbound edge starts`() throws {
    let run = try simulation(
      """
        - {name: a, action: core.noop, next: [{do: [c]}]}
        - {name: b, action: core.noop}
        - {name: c, action: core.noop}
      """)
    #expect(run.openPaths == ["a", "b"])
  }

  @Test func `tasks may be a map of name to task`() throws {
    var run = try simulation("  a: {action: core.noop, next: b}\n  b: {action: core.noop}")
    try run.succeed("a")
    #expect(run.openPaths == ["b"])
  }

  @Test func `all matching transitions fire, and several targets fan out`() throws {
    var run = try simulation(
      """
        - name: a
          action: core.noop
          next:
            - {when: "{{ succeeded() }}", do: [b, c]}
            - {when: "{{ failed() }}", do: [e]}
            - {do: [d]}
        - {name: b, action: core.noop}
        - {name: c, action: core.noop}
        - {name: d, action: core.noop}
        - {name: e, action: core.noop}
      """)
    try run.succeed("a")
    #expect(run.openPaths == ["b", "c", "d"])
  }

  @Test func `a join counts arrivals, however they ended`() throws {
    var run = try simulation(
      """
        - {name: a, action: core.noop, next: [{do: [done]}]}
        - {name: b, action: core.noop, next: [{do: [done]}]}
        - {name: done, join: 2, action: core.noop}
      """)
    try run.fail("a")
    #expect(run.openPaths == ["b"])
    try run.succeed("b")
    #expect(run.openPaths == ["done"])
    try run.succeed("done")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `an unhandled failure fails the run, a transition that is taken handles it`() throws {
    var unhandled = try simulation(
      "  - {name: a, action: core.noop, next: [{when: '{{ succeeded() }}', do: b}]}\n  - {name: b, action: core.noop}")
    try unhandled.fail("a", "agent_error", "broken")
    #expect(unhandled.run.status == .failed)
    #expect(unhandled.run.error?.message == "broken")
    var handled = try simulation("  - {name: a, action: core.noop, on_failure: b}\n  - {name: b, action: core.noop}")
    try handled.fail("a")
    try handled.succeed("b")
    #expect(handled.run.status == .completed)
  }

  @Test func `cycles loop, and end by their condition or by the limit of visits`() throws {
    let tasks = """
        - {name: begin, action: core.noop, next: poll}
        - name: poll
          action: core.noop
          next:
            - {when: "{{ result() < 3 }}", do: poll}
            - {when: "{{ result() >= 3 }}", do: done}
        - {name: done, action: core.noop}
      """
    var run = try simulation(tasks)
    try run.succeed("begin")
    for count in 1...3 { try run.succeed(count == 1 ? "poll" : "poll#\(count)", .integer(Int64(count))) }
    #expect(run.openPaths == ["done"])
    var endless = try Simulation("ref: x\ntasks:\n\(tasks)") { $0.visits = 5 }
    try endless.succeed("begin")
    for count in 1...5 { try endless.succeed(count == 1 ? "poll" : "poll#\(count)", 0) }
    #expect(endless.run.error?.type == "limit")
  }

  @Test func `unreachable tasks, duplicates, reserved names and documents without a beginning are refused`() {
    let circle = checked("  - {name: a, action: core.noop, next: b}\n  - {name: b, action: core.noop, next: a}")
    #expect(circle.errorCodes.contains(.unreachableState))
    let island = checked(
      "  - {name: z, action: core.noop}\n  - {name: a, action: core.noop, next: b}\n  - {name: b, action: core.noop, next: a}"
    )
    #expect(island.errorCodes == [.unreachableState, .unreachableState])
    let twice = checked("  - {name: a, action: core.noop}\n  - {name: a, action: core.noop}")
    #expect(twice.errorCodes.contains(.duplicateName))
    for name in ["parameters", "vars", "task", "system", "kv", "pack", "item", "batch", "index"] {
      #expect(checked("  - {name: \(name), action: core.noop}").errorCodes == [.invalidValue], "\(name)")
    }
    #expect(checked("  - {name: a, action: core.noop, next: nowhere}").errorCodes == [.unknownTarget])
    #expect(checked("  - {name: a, action: core.noop, nxt: b}").first(.unknownKey)?.hint == "did you mean `next`?")
  }

  // MARK: Routing shorthands

  @Test func `on_success, on_failure, on_timeout and on_complete go by the outcome`() throws {
    let tasks = """
        - {name: a, action: core.noop, timeout: 5, on_success: s, on_failure: f, on_timeout: t, on_complete: c}
        - {name: s, action: core.noop}
        - {name: f, action: core.noop}
        - {name: t, action: core.noop}
        - {name: c, action: core.noop}
      """
    var good = try simulation(tasks)
    try good.succeed("a")
    #expect(good.openPaths == ["c", "s"])
    var bad = try simulation(tasks)
    try bad.fail("a")
    #expect(bad.openPaths == ["c", "f"])
    var late = try simulation(tasks)
    try late.fail("a", "timeout", "too late")
    #expect(late.openPaths == ["c", "t"])
  }

  @Test func `a route may be a list of conditions, one inside the other`() throws {
    var run = try simulation(
      """
        - name: a
          action: core.noop
          on_success:
            - when: "{{ result() > 1 }}"
              do:
                - {when: "{{ result() > 10 }}", do: big}
                - {when: "{{ result() <= 10 }}", next: small}
        - {name: big, action: core.noop}
        - {name: small, action: core.noop}
      """)
    try run.succeed("a", 5)
    #expect(run.openPaths == ["small"])
  }

  @Test func `a decision takes the first condition that is true, else the default`() throws {
    let tasks = """
        - name: a
          action: core.noop
          decision: [{when: "{{ result() > 10 }}", next: big}, {when: "{{ result() > 1 }}", next: some}, {default: none}]
        - {name: big, action: core.noop}
        - {name: some, action: core.noop}
        - {name: none, action: core.noop}
      """
    for (value, path) in [(11, "big"), (5, "some"), (0, "none")] {
      var run = try simulation(tasks)
      try run.succeed("a", .integer(Int64(value)))
      #expect(run.openPaths == [path])
    }
  }

  @Test func `next wins over the shorthands, with a warning`() throws {
    let text =
      "  - {name: a, action: core.noop, next: b, on_success: c}\n  - {name: b, action: core.noop, next: c}\n  - {name: c, action: core.noop}"
    #expect(checked(text).codes.contains(.deprecatedSpelling))
    var run = try simulation(text)
    try run.succeed("a")
    #expect(run.openPaths == ["b"])
  }

  // MARK: Data

  @Test func `publish writes variables, in order, and output_map answers with them`() throws {
    var run = try simulation(
      """
        - name: a
          action: core.echo
          publish: [{first: "{{ result().n }}"}]
          next: [{publish: {second: "{{ vars.first + 1 }}"}, do: b}]
        - name: b
          action: core.echo
          input: {got: "{{ workflow.second }}", plain: "{{ task.a.result.n }}"}
      """,
      top:
        "vars: [{first: 0}, {kept: yes-it-is}]\noutput_map: {sum: '{{ first + second }}', kept: '{{ variables.kept }}'}"
    )
    try run.succeed("a", ["n": 4])
    #expect(try run.step("b").input == ["got": 5, "plain": 4])
    try run.succeed("b")
    #expect(run.run.output == ["sum": 9, "kept": "yes-it-is"])
    try run.checkReplay()
  }

  @Test func `parameters in the flat form become the input's schema`() throws {
    let program = try #require(
      checked(
        "  - {name: a, action: core.noop}",
        top: "parameters: {host: {type: string, required: true}, port: {type: integer, default: 22}}"
      ).program)
    #expect(program.inputSchema?["required"] == ["host"])
    #expect(program.inputSchema?["properties"]?["port"]?["default"] == 22)
    #expect(program.dialect == .tasks)
  }

  @Test func `a task whose when is false is skipped, and its transitions see it`() throws {
    let run = try simulation(
      """
        - name: a
          action: core.noop
          when: "{{ parameters.go }}"
          next: [{when: "{{ skipped() }}", do: b}, {when: "{{ succeeded() }}", do: c}]
        - {name: b, action: core.noop, input: {status: "{{ task.a.status }}", result: "{{ task.a.result }}"}}
        - {name: c, action: core.noop}
      """, top: "parameters: {go: {type: boolean}}", input: ["go": false])
    #expect(run.openPaths == ["b"])
    #expect(try run.step("b").input == ["status": "skipped", "result": nil])
  }

  @Test func `a failed task's error can be reported`() throws {
    var run = try simulation(
      """
        - {name: a, action: core.noop, on_failure: report}
        - {name: report, action: core.echo, input: {message: "{{ task.a.error.message }}", type: "{{ error.type }}"}}
      """)
    try run.fail("a", "agent_error", "no disk")
    #expect(try run.step("report").input == ["message": "no disk", "type": "agent_error"])
  }

  // MARK: Items, retries, time

  @Test func `with_items goes through a list, so many at once, and answers with the ordered results`() throws {
    var run = try simulation(
      """
        - name: check
          action: core.echo
          with_items: "{{ parameters.hosts }}"
          concurrency: 2
          input: {host: "{{ item }}", number: "{{ index }}"}
          publish: [{results: "{{ result() }}"}]
      """, top: "parameters: {hosts: {type: array}}\noutput_map: {results: '{{ results }}'}",
      input: ["hosts": ["a", "b", "c"]])
    #expect(run.openPaths.filter { $0.contains("[") } == ["check[0]/check", "check[1]/check"])
    try run.succeed("check[1]/check", "B")
    try run.succeed("check[2]/check", "C")
    #expect(try run.step("check[0]/check").input == ["host": "a", "number": 0])
    try run.succeed("check[0]/check", "A")
    #expect(run.run.output == ["results": ["A", "B", "C"]])
    try run.checkReplay()
  }

  @Test func `batch_size gives lists, and a value that is no list is a list of one`() throws {
    let batches = try simulation(
      "  - {name: a, action: core.echo, with_items: [1, 2, 3], batch_size: 2, concurrency: 5, input: {these: '{{ batch }}'}}"
    )
    #expect(try batches.step("a[0]/a").input == ["these": [1, 2]])
    #expect(try batches.step("a[1]/a").input == ["these": [3]])
    let one = try simulation(
      "  - {name: a, action: core.echo, with_items: '{{ parameters.host }}', input: {it: '{{ item }}'}}",
      top: "parameters: {host: {type: string}}", input: ["host": "x"])
    #expect(try one.step("a[0]/a").input == ["it": "x"])
  }

  @Test func `any failed item fails the task`() throws {
    var run = try simulation(
      "  - {name: a, action: core.echo, with_items: [1, 2], concurrency: 2, on_failure: b}\n  - {name: b, action: core.noop}"
    )
    try run.fail("a[1]/a")
    #expect(run.openPaths == ["b"])
  }

  @Test func `retry counts the tries after the first, with its delays and its condition`() throws {
    let tasks = """
        - name: a
          action: core.noop
          retry: {count: 2, delay: 5, backoff: exponential, max_delay: 60, on_error: "{{ error.type == 'transient' }}"}
      """
    var run = try simulation(tasks)
    try run.fail("a", "transient")
    #expect(run.run.status == .waitingTimer)
    try run.pass(seconds: 5)
    try run.fail("a", "transient")
    try run.pass(seconds: 10)
    try run.fail("a", "transient")
    #expect(run.run.error?.type == "retry_exhausted")
    var other = try simulation(tasks)
    try other.fail("a", "agent_error")
    #expect(other.run.status == .failed)
  }

  @Test func `delay waits before the first attempt`() throws {
    var run = try simulation(
      "  - {name: a, action: core.noop, delay: 30, next: b}\n  - {name: b, action: core.noop}")
    #expect(run.run.status == .waitingTimer)
    try run.pass(seconds: 30)
    try run.succeed("a (after delay)", 1)
    #expect(run.openPaths == ["b"])
    #expect(run.context["task"]?["a"]?["result"] == 1)
  }

  // MARK: Kinds of tasks

  @Test func `a question waits for a person, and refusing it is an answer`() throws {
    let tasks = """
        - name: ask
          action: core.ask
          input:
            prompt: "Renew {{ parameters.n }}?"
            response_schema: {type: object, properties: {approved: {type: boolean}}}
            assigned_to: ops
            timeout: 60
          next:
            - {when: "{{ succeeded() and task.ask.result.response.approved }}", do: renew}
            - {when: "{{ succeeded() and not task.ask.result.response.approved }}", do: report}
            - {when: "{{ timed_out() }}", do: nobody}
        - {name: renew, action: core.noop}
        - {name: report, action: core.noop}
        - {name: nobody, action: core.noop}
      """
    let top = "parameters: {n: {type: integer}}"
    var yes = try simulation(tasks, top: top, input: ["n": 2])
    #expect(yes.approvals.values.first?.message == "Renew 2?")
    #expect(yes.approvals.values.first?.approvers == ["team:ops"])
    try yes.decide("ask", approved: true)
    #expect(yes.openPaths == ["renew"])
    var no = try simulation(tasks, top: top, input: ["n": 2])
    try no.decide("ask", approved: false)
    #expect(no.openPaths == ["report"])
    var late = try simulation(tasks, top: top, input: ["n": 2])
    try late.pass(seconds: 60)
    #expect(late.openPaths == ["nobody"])
  }

  @Test func `parallel tasks run side by side and join`() throws {
    var run = try simulation(
      """
        - name: both
          type: parallel
          tasks:
            - {name: x, action: core.noop}
            - {name: y, action: core.noop}
          publish: [{both: "{{ result() }}"}]
      """, top: "output_map: '{{ both }}'")
    #expect(run.openPaths == ["both", "both/x/x", "both/y/y"])
    try run.succeed("both/x/x", 1)
    try run.succeed("both/y/y", 2)
    #expect(run.run.output == ["x": 1, "y": 2])
    try run.checkReplay()
  }

  @Test func `a task of type workflow calls one`() throws {
    let run = try simulation("  - {name: call, type: workflow, workflow: ops.child, input: {a: 1}}")
    #expect(try run.step("call").type == .workflow)
  }

  @Test func `cancelling follows the document's policy where the request doesn't say`() {
    let program = checked("  - {name: a, action: core.noop}", top: "cancellation_policy: cancel_running").program
    #expect(program?.cancellation == .stopRunning)
    #expect(
      checked("  - {name: a, action: core.noop}", top: "cancellation_policy: later").errorCodes == [.invalidValue])
  }

  @Test(arguments: [
    "worker_selector: {a: b}", "worker_tolerations: []", "worker_affinity: {}", "iterate_cache: true",
  ])
  func `what has no meaning here is refused with its reason`(key: String) {
    #expect(checked("  - {name: a, action: core.noop, \(key)}").errorCodes == [.unsupported])
  }

  @Test func `permission sets are accepted only where they say nothing`() {
    #expect(checked("  - {name: a, action: core.noop}", top: "permission_set_refs: []").errorCodes == [])
    #expect(checked("  - {name: a, action: core.noop}", top: "permission_set_refs: standard").errorCodes == [])
    #expect(
      checked("  - {name: a, action: core.noop}", top: "permission_set_refs: [root]").errorCodes == [.unsupported])
  }

  private func checked(_ tasks: String, top: String = "") -> Checked {
    Checked("ref: ops.test\n\(top)\ntasks:\n\(tasks)")
  }
}
