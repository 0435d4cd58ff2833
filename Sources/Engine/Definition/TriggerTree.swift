import JSON

/// One entry of `on` as its author wrote it.
struct TriggerTree {
  /// As written, else after what it listens to.
  var name: Sourced<String>
  var source: Trigger.Source
  var condition: Sourced<String>?
  var input: Sourced<JSONValue>?
}
