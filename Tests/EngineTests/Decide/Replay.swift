import JSON
import Testing

@testable import Engine

extension Simulation {
  /// Decides the whole history again from its events alone, and compares what comes out with what was written.
  func checkReplay(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var replay = Replay(decider, of: firstRun)
    for event in events { try replay.take(event) }
    #expect(replay.snapshot.run == run, sourceLocation: sourceLocation)
    #expect(replay.snapshot.frames == snapshot.frames, sourceLocation: sourceLocation)
    #expect(replay.snapshot.signals == snapshot.signals, sourceLocation: sourceLocation)
    #expect(replay.rows.differences(from: rows) == [], sourceLocation: sourceLocation)
  }
}
