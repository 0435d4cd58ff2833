/// The kinds of states. `agent` and `human_approval` are short for an operation and are compiled into one.
public enum StateType: String, Sendable, CaseIterable {
  case operation
  case humanApproval = "human_approval"
  case `switch`
  case parallel
  case foreach
  case inject
  case transform
  case `while`
  case `try`
  case sleep
  case await
  case emit
  case workflow
  case fail
  case succeed
}
