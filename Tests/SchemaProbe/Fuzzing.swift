import Glibc
import JSON
import JSONSchema

/// Makes schemas and instances out of pieces of others for a time, and compiles and validates them: nothing may crash,
/// take longer than a second, or need more memory than the bound; and the two ways of asking must agree.
struct Fuzzing {
  let seconds: Double
  let seed: UInt64

  func run() throws {
    var mutator = Mutator(seed: seed)
    var count = Count()
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while clock.now < end {
      let schema = mutator.schema()
      let instances = (0..<4).map { _ in mutator.instance(for: schema) }
      print("{\"schema\": \(schema.text), \"instances\": \(JSONValue.array(instances).text)}")
      // What was asked last is known even if this process doesn't survive it.
      fflush(nil)
      let refused = count.refused
      let taken = clock.measure { ask(schema, instances, &count) }
      mutator.keep(schema, isCompiled: count.refused == refused)
      count.longest = max(count.longest, taken)
      if taken > .seconds(1) { count.slow += 1; note("took \(taken): \(schema.text)") }
    }
    note("seed \(seed): \(count), \(peakMemory) MB at most")
  }

  private struct Count: CustomStringConvertible {
    var schemas = 0
    var refused = 0
    var valid = 0
    var invalid = 0
    var slow = 0
    var longest = Duration.zero

    var description: String {
      """
      \(schemas) schemas, \(refused) refused, \(valid) valid and \(invalid) invalid instances, \(slow) slower than a \
      second, the longest \(longest)
      """
    }
  }

  private func ask(_ source: JSONValue, _ instances: [JSONValue], _ count: inout Count) {
    count.schemas += 1
    do {
      let schema = try Schema(compiling: source)
      for instance in instances {
        let isAccepted = schema.accepts(instance, assertFormats: true)
        let violations = schema.violations(of: instance, assertFormats: true)
        precondition(isAccepted == violations.isEmpty, "the two answers differ")
        _ = schema.applyDefaults(to: instance)
        if isAccepted { count.valid += 1 } else { count.invalid += 1 }
      }
    } catch {
      precondition(!error.problems.isEmpty, "a refusal without a problem")
      count.refused += 1
    }
  }

  private func note(_ text: String) {
    let line = Array("\(text)\n".utf8)
    write(STDERR_FILENO, line, line.count)
  }

  private var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
