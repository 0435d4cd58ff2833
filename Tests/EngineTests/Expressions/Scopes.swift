import Engine
import JSON

/// A run's data as the tests of expressions see it.
func scope(_ context: JSONObject = [:], _ change: (inout DataScope) -> Void = { _ in }) -> DataScope {
  var scope = DataScope(
    context: context, input: ["host": "web1"], vars: ["limit": 3], workflow: ["id": "triage"], run: ["id": "r1"],
    now: Instant(milliseconds: 1_795_253_400_000), config: ["mail": "ops@example.org"])
  change(&scope)
  return scope
}

/// The message of what a piece of work throws.
func message(_ body: () throws -> some Any) -> String {
  do { return "no error: \(try body())" } catch let error as RunError { return error.message } catch {
    return "\(error)"
  }
}
