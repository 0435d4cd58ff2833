import Agents
import Engine
import JSON
import Testing

@Suite struct AgentSchemaTests {
  let bench = try? CommandBench()

  private func perform(
    shell: String, input: JSONValue, inputSchema: JSONValue? = nil, outputSchema: JSONValue? = nil,
    output: CommandSpec.Output = .text
  ) throws -> Performance {
    let bench = try #require(bench)
    var request = try bench.request(shell: shell, input: input) { $0.output = output }
    request.agent.inputSchema = inputSchema
    request.agent.outputSchema = outputSchema
    return bench.perform(request)
  }

  @Test func `input that doesn't match is refused before anything starts`() throws {
    let schema: JSONValue = ["type": "object", "properties": ["age": ["minimum": 18]]]
    let performance = try perform(shell: "touch ran", input: ["age": 3], inputSchema: schema)
    #expect(performance.error?.has(.validation) == true)
    #expect(performance.error?.message.contains("age must be at least 18") == true)
    #expect(performance.error?.details["violations"]?[0]?["path"] == "/age")
  }

  @Test func `defaults of the schema reach the command`() throws {
    let schema: JSONValue = ["type": "object", "properties": ["name": ["default": "World"]]]
    #expect(try perform(shell: "cat", input: [:], inputSchema: schema, output: .json).output == ["name": "World"])
  }

  @Test func `output that doesn't match is an error that says where`() throws {
    let performance = try perform(
      shell: #"echo '{"rate": "high"}'"#, input: [:],
      outputSchema: ["type": "object", "properties": ["rate": ["type": "number"]]], output: .json)
    #expect(performance.error?.has(.validation) == true)
    #expect(performance.error?.details["violations"]?[0]?["path"] == "/rate")
  }

  @Test(arguments: [CommandSpec.Output.json, .text])
  func `a command that forgot to print is told so`(output: CommandSpec.Output) throws {
    let performance = try perform(shell: "true", input: [:], outputSchema: ["type": "object"], output: output)
    #expect(performance.error?.message.hasPrefix("the agent ended well, but its output is empty; ") == true)
  }

  @Test func `a text that holds JSON is read when the schema asks for it`() throws {
    let schema: JSONValue = ["type": "object", "required": ["rate"]]
    let performance = try perform(
      shell: #"printf 'Sure!\n```json\n{"rate": 0.5}\n```\n'"#, input: [:], outputSchema: schema)
    #expect(performance.output == ["rate": 0.5])
  }

  @Test func `a schema that is none is a mistake of the agent's`() throws {
    let performance = try perform(shell: "echo", input: [:], inputSchema: ["type": "objekt"])
    #expect(performance.error?.has(.internal) == true)
    #expect(performance.error?.message.contains("probe") == true)
  }
}
