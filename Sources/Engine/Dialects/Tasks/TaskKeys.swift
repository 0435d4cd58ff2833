/// The keys of the tasks dialect. They are written in snake_case there.
enum TaskKeys {
  static let workflow = KeyTable(
    "a workflow of tasks",
    [
      "ref", "label", "description", "version", "tags", "parameters", "output", "vars", "tasks", "output_map",
      "cancellation_policy", "permission_set_refs", "enabled", "tests",
    ])

  static let task = KeyTable(
    "a task",
    [
      "name", "type", "action", "input", "when", "with_items", "batch_size", "concurrency", "retry", "timeout", "delay",
      "join", "publish", "next", "on_success", "on_failure", "on_complete", "on_timeout", "decision", "tasks",
      "workflow", "description",
    ],
    notYet: [
      "worker_selector": "choosing workers: every tick of this installation may run every task",
      "worker_tolerations": "choosing workers: every tick of this installation may run every task",
      "worker_affinity": "choosing workers: every tick of this installation may run every task",
      "iterate_cache": "caching between items: an item's result follows from its input alone",
    ])

  static let retry = KeyTable("a retry", ["count", "delay", "backoff", "max_delay", "on_error"])
  static let transition = KeyTable("a transition", ["when", "publish", "do", "next"])
  static let decision = KeyTable("a decision", ["when", "next", "default"])
  static let ask = KeyTable(
    "the input of core.ask", ["prompt", "title", "response_schema", "assigned_to", "timeout"])
}
