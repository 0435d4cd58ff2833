// Writes to a store as fast as it can for some seconds, as one process among many, and prints what it saw:
// StoreProbe DIRECTORY NAME SECONDS  →  commits, longest wait in milliseconds, failures.
import Engine
import JSON
import Store

let arguments = CommandLine.arguments
guard arguments.count == 4, let seconds = Double(arguments[3]) else {
  print("usage: StoreProbe DIRECTORY NAME SECONDS")
  fatalError("wrong arguments")
}

let clock = ContinuousClock()
let end = clock.now + .seconds(seconds)
let storage = try SQLiteStorage(directory: arguments[1])
let moment = Instant(milliseconds: 1_764_000_000_000)
var run = Run(
  id: RunID(arguments[2]), workflow: "hello", revision: 1, revisionHash: "h1", input: ["name": "World"],
  createdAt: moment)
try storage.write { try $0.insertRun(run) }

var commits = 0
var failures = 0
var longest = Duration.zero
while clock.now < end {
  run.version += 1
  run.eventCount += 1
  run.status = .running
  let event = Event(run: run.id, number: run.eventCount, at: moment, type: .runContinued, detail: ["n": 1])
  let decision = Decision(snapshot: RunSnapshot(run: run), event: event, changes: [])
  let begun = clock.now
  do {
    try storage.write { try $0.apply(decision, to: run.version - 1) }
    commits += 1
  } catch {
    print("failure: \(error)")
    failures += 1
    run.version -= 1
    run.eventCount -= 1
  }
  longest = max(longest, clock.now - begun)
}
print(commits, Int(longest / .milliseconds(1)), failures)
