// Runs the validator for the scripts that compare it, time it and break it:
//   SchemaProbe decide          lines {"schema", "instances", "draft"?} → lines of true and false, or of the schema's problems
//   SchemaProbe time SECONDS    lines {"schema", "instances"} → lines {"passes", "seconds"}
//   SchemaProbe fuzz SECONDS SEED
import JSON

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.dropFirst().compactMap { UInt64($0) }) {
case ("decide", let numbers) where numbers.isEmpty: try Deciding().run()
case ("time", let numbers) where numbers.count == 1: try Timing(seconds: Double(numbers[0])).run()
case ("fuzz", let numbers) where numbers.count == 2: try Fuzzing(seconds: Double(numbers[0]), seed: numbers[1]).run()
default: fatalError("usage: SchemaProbe decide | time SECONDS | fuzz SECONDS SEED")
}
