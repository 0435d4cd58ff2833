import Documents
import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Agents whose files say how much of them may go on.
struct BoundedAgentTests {
  private func world(_ bounds: String) throws -> World {
    let world = try World()
    let text = "id: api\nkind: noop\n\(bounds)"
    _ = try world.installation.publishAgent(
      DefinitionText(text, named: "api.yaml", format: .yaml), by: world.admin)
    try world.publish(
      """
      id: test
      states:
        - name: all
          type: foreach
          items: "{{ [1, 2, 3, 4, 5] }}"
          maxConcurrency: 5
          iterator: {states: [{name: call, type: agent, agent: api}]}
      """)
    return world
  }

  @Test func `only so many of an agent's steps are at work, and the others say why they wait`() throws {
    let world = try world("maxConcurrency: 2")
    let run = try world.start()
    let worker = try world.worker()
    let first = try worker.claim(limit: 9)
    #expect(first.count == 2)
    let heldUp = try world.installation.heldUpSteps(of: try world.run(run.id))
    #expect(heldUp.count == 3)
    #expect(heldUp.first?.words == "all[2]/call for the agent 'api': 2 of at most 2 are at work")
    _ = try worker.record(first.map { Finished($0, .succeeded(1)) }, claiming: 9)
    try worker.performEverything()
    #expect(try world.run(run.id).status == .completed)
    #expect(try world.installation.heldUpSteps(of: try world.run(run.id)).isEmpty)
  }

  @Test func `a worker knows when a rate lets it go on`() throws {
    let world = try world("rateLimit: {count: 2, perSeconds: 30}")
    let run = try world.start()
    let worker = try world.worker()
    var rounds: [Int] = []
    for _ in 0..<3 {
      let claimed = try worker.claim(limit: 9)
      rounds.append(claimed.count)
      _ = try worker.record(claimed.map { Finished($0, .succeeded(1)) }, claiming: 9)
      #expect(try worker.claim(limit: 9).isEmpty)
      guard let opening = worker.opening else { break }
      #expect(opening == world.now + .seconds(30))
      #expect(
        try world.installation.heldUpSteps(of: try world.run(run.id)).first?.reason
          == "2 of at most 2 were begun within 30 seconds")
      #expect(try worker.dueSince() == nil)
      world.pass(seconds: 30)
      #expect(try worker.dueSince() != nil)
    }
    #expect(rounds == [2, 2, 1])
    #expect(try world.run(run.id).status == .completed)
  }
}
