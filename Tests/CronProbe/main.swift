import Glibc

// Answers for the scripts that compare it and time it.
let command = CommandLine.arguments.dropFirst().first
switch command {
case "answer": Answering(zones: ZoneFolder()).run()
case "time": Timing(zones: ZoneFolder()).run()
default:
  print("Usage: CronProbe answer|time, each reading lines from standard input")
  exit(64)
}
