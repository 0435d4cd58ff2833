public import Engine

/// Why a decision can't be applied any more. Nothing of it was written that the caller's savepoint doesn't undo.
public enum ApplyError: Error, Hashable, Sendable {
  /// The run moved on since the snapshot was loaded: load and decide again.
  case stale(RunID)
  /// The step is no longer held by the worker that brings its result: drop the result and record that.
  case leaseLost(StepID)
}
