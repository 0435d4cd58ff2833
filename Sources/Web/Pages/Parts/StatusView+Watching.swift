import Engine

extension StatusView {
  /// Nil before the first beat.
  init(_ outcome: BeatOutcome?) {
    switch outcome {
    case .ok: self.init(word: "All is well", tone: .good, shape: .check)
    case .alert: self.init(word: "Needs a person", tone: .bad, shape: .cross)
    case .unevaluated: self.init(word: "Could not be evaluated", tone: .waiting, shape: .dash)
    case nil: self.init(word: "Not asked yet", tone: .idle, shape: .dot)
    }
  }

  init(_ state: Monitor.State) {
    switch state {
    case .new: self.init(word: "Never pinged", tone: .idle, shape: .dot)
    case .up: self.init(word: "Up", tone: .good, shape: .check)
    case .running: self.init(word: "At work", tone: .busy, shape: .turning)
    case .late: self.init(word: "Late", tone: .waiting, shape: .clock)
    case .down: self.init(word: "Down", tone: .bad, shape: .cross)
    case .paused: self.init(word: "Paused", tone: .idle, shape: .pause)
    }
  }

  init(_ alert: Alert) {
    switch (alert.isOpen, alert.isWaiting) {
    case (true, true): self.init(word: "Open", tone: .bad, shape: .cross)
    case (true, false): self.init(word: "Open, acknowledged", tone: .waiting, shape: .hand)
    case (false, true): self.init(word: "Resolved, not acknowledged", tone: .waiting, shape: .check)
    case (false, false): self.init(word: "Over", tone: .good, shape: .check)
    }
  }

  init(_ kind: Ping.Kind) {
    switch kind {
    case .start: self.init(word: "Began", tone: .busy, shape: .turning)
    case .success: self.init(word: "Succeeded", tone: .good, shape: .check)
    case .fail: self.init(word: "Failed", tone: .bad, shape: .cross)
    }
  }
}
