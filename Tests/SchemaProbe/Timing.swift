import Glibc
import JSON
import JSONSchema

/// Validates the same instances again and again, and prints how often it could.
struct Timing {
  let seconds: Double

  func run() throws {
    while let line = readLine() {
      let question = try JSONValue(parsing: line)
      let schema = try Schema(compiling: question["schema"] ?? nil, draft: .draft7)
      print(timed(schema, question["instances"]?.arrayValue ?? []).text)
      fflush(nil)
    }
  }

  private func timed(_ schema: Schema, _ instances: [JSONValue]) -> JSONValue {
    let clock = ContinuousClock()
    let begun = clock.now
    let end = begun + .seconds(seconds)
    var (passes, accepted) = (0, 0)
    while clock.now < end {
      for _ in 0..<Timing.passesPerLook {
        for instance in instances where schema.accepts(instance) { accepted += 1 }
      }
      passes += Timing.passesPerLook
    }
    let taken = (clock.now - begun) / Duration.seconds(1)
    return ["passes": .integer(Int64(passes)), "seconds": .double(taken), "accepted": .integer(Int64(accepted))]
  }

  /// So that looking at the clock doesn't count.
  private static let passesPerLook = 20
}
