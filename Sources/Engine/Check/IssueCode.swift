/// What can be wrong with a definition. The raw values are stable: scripts and editors match on them.
public enum IssueCode: String, Sendable, CaseIterable {
  /// The text is no YAML or JSON.
  case syntax
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  /// The right type, but no value that means something here.
  case invalidValue = "invalid-value"
  /// One setting written twice (camelCase, snake_case, an alias) with different values, or two that exclude each other.
  case conflictingKeys = "conflicting-keys"
  /// Part of the language, but not of this version.
  case unsupported
  case missingName = "missing-name"
  case duplicateName = "duplicate-name"
  case unknownType = "unknown-type"
  case unknownTarget = "unknown-target"
  case unreachableState = "unreachable-state"
  /// A state that says neither `next` nor `end` and isn't the last of its block.
  case missingNext = "missing-next"
  /// From here no path leads to an end.
  case noWayToEnd = "no-way-to-end"
  case badExpression = "bad-expression"
  case badSchema = "bad-schema"
  case unknownAgent = "unknown-agent"
  case unknownAction = "unknown-action"
  /// A constant that the agent's input schema refuses.
  case inputMismatch = "input-mismatch"
  /// A workflow whose every path starts itself again.
  case endlessRecursion = "endless-recursion"
  /// More states, nesting or bytes than a definition may have.
  case limit

  case approvalWithoutApprovers = "approval-without-approvers"
  case missingTimeout = "missing-timeout"
  /// An agent may answer what the one that receives it refuses.
  case incompatibleSchemas = "incompatible-schemas"
  /// An agent that checks its input receives what another one answers, and that one's file doesn't say what it is.
  case missingSchema = "missing-schema"
  case deprecatedSpelling = "deprecated-spelling"
  /// A keyword of a schema that JSON Schema doesn't have.
  case unknownKeyword = "unknown-keyword"
  /// Braces in a shell command, which is never templated.
  case literalTemplate = "literal-template"
}
