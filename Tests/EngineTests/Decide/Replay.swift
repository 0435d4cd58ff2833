import JSON
import Testing

@testable import Engine

extension Simulation {
  /// Decides the whole history again from its events alone, and compares the outcome.
  func checkReplay(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var replayed = RunSnapshot(run: firstRun)
    for event in events {
      let stimulus = try #require(event.stimulus(in: &replayed), "\(event.type.rawValue) tells its stimulus")
      var verdict = try decider.decide(replayed, stimulus, now: event.at)
      if case .needsFrames(let step) = verdict {
        replayed.finishedFrames[step] = finishedFrames(of: step, before: event.number)
        verdict = try decider.decide(replayed, stimulus, now: event.at)
      }
      guard case .decided(let decision) = verdict else {
        Issue.record(
          "event \(event.number) \(event.type.rawValue) replays as \(verdict)", sourceLocation: sourceLocation)
        return
      }
      #expect(decision.event == event, sourceLocation: sourceLocation)
      replayed = decision.snapshot
    }
    #expect(replayed.run == run, sourceLocation: sourceLocation)
    #expect(replayed.frames == snapshot.frames, sourceLocation: sourceLocation)
    #expect(replayed.signals == snapshot.signals, sourceLocation: sourceLocation)
  }
}
