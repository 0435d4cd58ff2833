import Orchestrator

/// The first workflow and agent of a new installation: small enough to be read, and with a program and a person in it.
enum HelloFiles {
  /// Puts the files there, unless the owner has files of these names.
  static func write(into directory: DataDirectory) throws {
    try write(workflow, to: "\(directory.workflows)/\(workflowID).workflow.yaml")
    try write(agent, to: "\(directory.agents)/\(agentID).yaml")
  }

  static let workflowID = "hello"
  private static let agentID = "hello-writer"

  private static func write(_ text: String, to path: String) throws {
    guard try HostFile.status(of: path) == nil else { return }
    try HostFile.create(path, text.utf8, permissions: DataDirectory.filePermissions)
  }

  private static let agent = """
    # An agent is what a step runs. This one is a shell command; its text is never a template: what comes from outside
    # reaches it as a variable, and stays data.
    id: \(agentID)
    version: "1.0"
    description: Writes a greeting.
    kind: command
    shell: true
    argv:
      - printf 'Hello, %s! This is %s, where it is %s.' "$NAME" "$(uname -n)" "$(date +%H:%M)"
    env:
      NAME: "{{ name }}"
    inputSchema:
      type: object
      properties:
        name: { type: string }
      required: [name]
    output: text
    outputSchema: { type: string }
    timeoutSeconds: 10

    """

  private static let workflow = """
    # An agent writes a text, a person looks at it, and only what was approved is sent.
    #
    #   escapement run \(workflowID) --input '{"name": "Ada"}' --wait
    id: \(workflowID)
    version: "1.0"
    name: Hello
    description: Greets somebody, once a person has approved the words.
    inputSchema:
      type: object
      properties:
        name: { type: string, minLength: 1, maxLength: 100, default: World }
    start: write
    states:
      - name: write
        type: agent
        agent: \(agentID)
        task: Write a greeting
        variables:
          name: '{{ default(input.name, "World") }}'
        timeoutSeconds: 30
        resultPath: greeting
        next: look

      - name: look
        type: human_approval
        title: May this be sent?
        message: "{{ greeting }}"
        approvers: ["role:approver"]
        next: send

      - name: send
        type: inject
        data:
          sent: "{{ greeting }}"
        end: true
    output:
      message: $.sent

    """
}
