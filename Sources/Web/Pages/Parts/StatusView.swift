import Engine

/// A status with a colour, a shape and a word, so that nobody depends on one of them.
struct StatusView: View {
  let word: String
  let tone: Tone
  let shape: Shape

  enum Tone: String {
    case good, bad, busy, waiting, idle
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "word": .text(word)
    case "tone": .text(tone.rawValue)
    case "shapeHTML": .html(shape.drawing)
    default: nil
    }
  }

  /// Drawn in a square of sixteen by sixteen.
  enum Shape {
    case check, cross, turning, clock, hand, pause, dash, dot, letter

    var drawing: SafeHTML {
      switch self {
      case .check: #"<circle cx="8" cy="8" r="7" class="fill"/><path d="M4.8 8.3l2.2 2.2 4.2-4.6" class="cut"/>"#
      case .cross: #"<path d="M8 .8L15.2 8 8 15.2.8 8z" class="fill"/><path d="M8 4.6v4M8 10.6v.6" class="cut"/>"#
      case .turning: #"<circle cx="8" cy="8" r="6" class="faint"/><path d="M8 2a6 6 0 0 1 6 6" class="line"/>"#
      case .clock: #"<circle cx="8" cy="8" r="6" class="line"/><path d="M8 4.6V8l2.4 1.6" class="line"/>"#
      case .hand: #"<circle cx="8" cy="5" r="3" class="fill"/><path d="M2 15a6 6 0 0 1 12 0z" class="fill"/>"#
      case .pause: #"<path d="M4 2.5h3v11H4zM9 2.5h3v11H9z" class="fill"/>"#
      case .dash: #"<circle cx="8" cy="8" r="6" class="line"/><path d="M4.5 8h7" class="line"/>"#
      case .dot: #"<circle cx="8" cy="8" r="6" class="line"/>"#
      case .letter: #"<path d="M1.5 3.5h13v9h-13zM1.5 4l6.500 5 6.500-5" class="line"/>"#
      }
    }
  }
}

extension StatusView {
  init(_ status: RunStatus) {
    switch status {
    case .pending: self.init(word: "Pending", tone: .idle, shape: .dot)
    case .running: self.init(word: "Running", tone: .busy, shape: .turning)
    case .waitingApproval: self.init(word: "Waiting for approval", tone: .waiting, shape: .hand)
    case .waitingSignal: self.init(word: "Waiting for a signal", tone: .waiting, shape: .letter)
    case .waitingTimer: self.init(word: "Waiting for its time", tone: .waiting, shape: .clock)
    case .paused: self.init(word: "Paused", tone: .idle, shape: .pause)
    case .completed: self.init(word: "Completed", tone: .good, shape: .check)
    case .failed: self.init(word: "Failed", tone: .bad, shape: .cross)
    case .cancelled: self.init(word: "Cancelled", tone: .idle, shape: .dash)
    case .timedOut: self.init(word: "Timed out", tone: .bad, shape: .clock)
    }
  }

  init(_ status: StepStatus) {
    switch status {
    case .pending: self.init(word: "Queued", tone: .idle, shape: .dot)
    case .running: self.init(word: "Running", tone: .busy, shape: .turning)
    case .waitingApproval: self.init(word: "Waiting for approval", tone: .waiting, shape: .hand)
    case .waitingSignal: self.init(word: "Waiting for a signal", tone: .waiting, shape: .letter)
    case .waitingTimer: self.init(word: "Waiting for its time", tone: .waiting, shape: .clock)
    case .waitingCallback: self.init(word: "Waiting for a callback", tone: .waiting, shape: .letter)
    case .succeeded: self.init(word: "Succeeded", tone: .good, shape: .check)
    case .failed: self.init(word: "Failed", tone: .bad, shape: .cross)
    case .skipped: self.init(word: "Skipped", tone: .idle, shape: .dash)
    case .cancelled: self.init(word: "Cancelled", tone: .idle, shape: .dash)
    case .timedOut: self.init(word: "Timed out", tone: .bad, shape: .clock)
    }
  }

  init(_ status: ApprovalStatus) {
    switch status {
    case .pending: self.init(word: "Waiting", tone: .waiting, shape: .hand)
    case .approved: self.init(word: "Approved", tone: .good, shape: .check)
    case .rejected: self.init(word: "Rejected", tone: .bad, shape: .cross)
    case .timedOut: self.init(word: "Timed out", tone: .bad, shape: .clock)
    case .cancelled: self.init(word: "No longer needed", tone: .idle, shape: .dash)
    }
  }
}
