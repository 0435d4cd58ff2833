public import Engine

/// Whole histories: for deciding them again.
public protocol HistoryReading {
  /// All rows of a run, finished ones too.
  func rows(of run: RunID) throws -> RunRows
}

public protocol HistoryWriting {
  /// Writes a run that takes over the beginning of another, with all of its rows and events. Belongs inside a
  /// `savepoint` of its own, since it stops where it fails.
  func insertAdopted(_ adopted: AdoptedRun) throws
}
