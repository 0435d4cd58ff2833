// Runs Starlark for what stands outside: the differential test, the fuzzer and the benchmark. See scripts/starlark.
//   StarlarkProbe serve            programs on standard input, what became of each on standard output
//   StarlarkProbe time FILE        seconds that a file takes to run, once it is compiled
//   StarlarkProbe time FILE N DATA seconds that N evaluations of an expression take, with the names of a JSON object
let arguments = CommandLine.arguments.dropFirst()

switch (arguments.first, arguments.count) {
case ("serve", 1):
  var server = Server()
  try server.run()
case ("time", 2): print(try Timing.file(arguments[2]))
case ("time", 4): print(try Timing.expression(arguments[2], count: Int(arguments[3]) ?? 1, data: arguments[4]))
default: fatalError("usage: StarlarkProbe serve | time FILE [COUNT DATA]")
}
