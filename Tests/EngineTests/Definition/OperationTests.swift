import Engine
import JSON
import Testing

/// Operations, agents and approvals.
struct OperationTests {
  private func agentCall(_ node: Node?) -> (name: Template, task: Template?, variables: Template?)? {
    guard case .operation(.agent(let name, let task, let variables))? = node?.kind else { return nil }
    return (name, task, variables)
  }

  private func action(_ node: Node?) -> AgentID? {
    guard case .operation(.action(let id))? = node?.kind else { return nil }
    return id
  }

  private func approval(_ node: Node?) -> ApprovalGate? {
    guard case .humanApproval(let gate)? = node?.kind else { return nil }
    return gate
  }

  @Test func `an agent in short and in full is the same node`() throws {
    let short = Checked(
      states: "- {name: a, type: agent, agent: checker, prompt: Look, variables: {x: 1}, input: {y: 2}, timeout: 5}")
    let full = Checked(
      states:
        """
        - name: a
          type: operation
          action: agent.run
          input: {agent: checker, task: Look, variables: {x: 1}, y: 2, timeoutSeconds: 5}
        """
    )
    #expect(short.report.issues == [] && full.report.issues == [])
    #expect(short.dump == full.dump)
    let call = try #require(agentCall(full.node("a")))
    let scope = DataScope(context: [:], now: Instant(milliseconds: 0))
    #expect(try call.name.render(in: scope) == "checker")
    #expect(try call.task?.render(in: scope) == "Look")
    #expect(try call.variables?.render(in: scope) == ["x": 1])
    #expect(try full.node("a")?.input?.render(in: scope) == ["y": 2])
    #expect(full.node("a")?.timeout == .seconds(5))
  }

  @Test func `the task names the action only without one, and only if it is one`() {
    let byTask = Checked(
      states: "- {name: a, type: operation, input: {task: agent.run, agent: checker, agent_task: Go}, timeout: 5}")
    #expect(agentCall(byTask.node("a"))?.task != nil)
    #expect(byTask.report.issues == [])
    let registered = Checked(states: "- {name: a, type: operation, input: {task: checker, x: 1}}")
    #expect(action(registered.node("a")) == "checker")
    let plain = Checked(states: "- {name: a, type: operation, input: {task: checker, agent: fixer}}")
    #expect(agentCall(plain.node("a")) != nil)
    let nothing = Checked(states: "- {name: a, type: operation, input: {task: Look around}}")
    #expect(nothing.errorCodes == [.missingKey])
  }

  @Test func `an agent may be an action, and so may noop`() {
    let checked = Checked(
      states: "- {name: a, type: action, action: checker, next: b}\n- {name: b, type: operation, action: noop}")
    #expect(action(checked.node("a")) == "checker")
    #expect(action(checked.node("b")) == "noop")
  }

  @Test func `an unknown agent is an error where agents are known, else a warning`() {
    let text = "- {name: a, type: agent, agent: cheker, timeout: 5}"
    let strict = Checked(states: text)
    #expect(strict.first(.unknownAgent)?.hint == "did you mean `checker`?")
    #expect(strict.program == nil)
    let loose = Checked(states: text, agents: nil)
    #expect(loose.codes == [.unknownAgent])
    #expect(loose.program != nil)
  }

  @Test func `an agent that a template chooses can't be checked`() {
    let checked = Checked(states: "- {name: a, type: agent, agent: '{{ ctx.who }}', timeout: 5}")
    #expect(checked.report.issues == [])
  }

  @Test func `an approval in short and in full is the same node`() throws {
    let settings =
      "title: Deploy, message: Go on?, summaryPath: steps.plan, evidence: [steps.diff], approvers: [team:ops], "
      + "onReject: cancel, onTimeout: approve"
    let short = Checked(states: "- {name: a, type: human_approval, \(settings), timeout: 1h}")
    let full = Checked(
      states: "- {name: a, type: operation, action: human.approval, input: {\(settings), timeoutSeconds: 3600}}")
    #expect(short.report.issues == [] && full.report.issues == [])
    #expect(short.dump == full.dump)
    let gate = try #require(approval(full.node("a")))
    #expect(gate.evidence.map(\.description) == ["steps.plan", "steps.diff"])
    #expect(gate.onReject == .cancel)
    #expect(gate.onTimeout == .approve)
    #expect(full.node("a")?.timeout == .seconds(3_600))
  }

  @Test func `what an approval can't do is refused`() {
    let input: (String) -> String = {
      "- {name: a, type: operation, action: human.approval, input: {message: Go?, approvers: [ops], \($0)}}"
    }
    #expect(Checked(states: input("policy: {min: 2}")).codes == [.unsupported])
    #expect(Checked(states: input("onTimeout: timeOut")).codes == [.invalidValue])
    #expect(Checked(states: input("aprovers: [b]")).first(.unknownKey)?.hint == "did you mean `approvers`?")
    #expect(Checked(states: "- {name: a, type: approval, message: Go?, approvers: [group:x]}").codes == [.invalidValue])
    #expect(Checked(states: "- {name: a, type: approval, approvers: [ops]}").codes == [.missingKey])
    #expect(
      Checked(states: "- {name: a, type: approval, message: Go?, approvers: [ops], retry: {}}").codes == [.invalidValue]
    )
  }

  @Test func `an approval without approvers is doubtful`() {
    #expect(Checked(states: "- {name: a, type: approval, message: Go?}").codes == [.approvalWithoutApprovers])
    #expect(
      Checked(states: "- {name: a, type: approval, message: Go?, approvers: []}").codes == [.approvalWithoutApprovers])
  }

  @Test func `an agent step without any timeout is doubtful`() {
    var agent = AgentDefinition.stub("slow")
    agent.kind = .command(CommandSpec(arguments: []))
    let text = "- {name: a, type: agent, agent: slow}"
    #expect(Checked(states: text, agents: AgentCatalog([agent])).codes == [.missingTimeout])
    agent.timeout = .seconds(5)
    #expect(Checked(states: text, agents: AgentCatalog([agent])).codes == [])
  }

  @Test func `retries take their gaps from the workflow's defaults`() {
    let text = """
      - name: a
        type: operation
        action: noop
        retry: {maxAttempts: 5, backoffSeconds: 0, retryOn: transient}
        next: b
      - {name: b, type: operation, action: noop}
      """
    let checked = Checked(
      states: text, top: "retryDefaults: {backoff: exponential, maxDelaySeconds: 1m, stopOn: [rejected]}")
    #expect(checked.report.issues == [])
    var policy = RetryPolicy()
    policy.maxAttempts = 5
    policy.delay = .seconds(0)
    policy.backoff = .exponential
    policy.maxDelay = .seconds(60)
    policy.retryOn = ["transient"]
    policy.stopOn = ["rejected"]
    #expect(checked.node("a")?.retry == policy)
    #expect(checked.node("b")?.retry == nil)
  }

  @Test(arguments: ["maxAttempts: 0", "backoff: fast", "jitter: 1", "multiplier: 0.5", "maxDelaySeconds: 0"])
  func `a retry that means nothing is refused`(setting: String) {
    #expect(
      Checked(states: "- {name: a, type: operation, action: noop, retry: {\(setting)}}").errorCodes == [.invalidValue])
  }

  @Test func `the last attempt's error has places to go`() {
    let text = """
      - name: a
        type: operation
        action: noop
        catch:
          - {errors: [timeout], next: b, resultPath: error}
          - {end: true}
        errorNext: b
        end: true
      - {name: b, type: operation, action: noop}
      """
    let checked = Checked(states: text)
    #expect(checked.report.issues == [])
    let routes = checked.node("a")?.routes
    #expect(routes?.handlers.map(\.errors) == [["timeout"], []])
    #expect(routes?.handlers.map(\.next) == [.node(1), .end])
    #expect(routes?.handlers.first?.resultPath == ["error"])
    #expect(routes?.errorNext == .node(1))
    let both = Checked(states: "- {name: a, type: operation, action: noop, onError: continue, errorNext: a}")
    #expect(both.errorCodes == [.conflictingKeys])
  }
}
