import Digest

/// How steps and frames get their names: by where they are, so that the same history gives the same ids.
///
/// `step_id = first 16 bytes of SHA-256(run, frame path, state, visit)`, in hexadecimal; the parts are separated by NUL,
/// which no name contains.
enum StepIdentity {
  static func step(run: RunID, framePath: String, state: String, visit: Int) -> StepID {
    StepID(rawValue: shortHash("\(run)\0\(framePath)\0\(state)\0\(visit)"))
  }

  static func frame(run: RunID, path: String) -> FrameID {
    FrameID(rawValue: shortHash("\(run)\0\(path)"))
  }

  private static func shortHash(_ text: String) -> String { String(sha256Hex(text).prefix(32)) }
}

extension FrameID {
  /// The frame that a run begins with, and whose context is the run's.
  public static func root(of run: RunID) -> FrameID { StepIdentity.frame(run: run, path: "") }
}

/// The two spellings of a place in a run: one for hashing, which can't be ambiguous, one for people.
enum StepPath {
  /// `diagnostics#1/pods` or `check_all#2[3]` under the parent's path. Names are escaped.
  static func frame(under parent: String, state: String, visit: Int, kind: Frame.Kind) -> String {
    let place = (parent.isEmpty ? "" : parent + "/") + "\(escaped(state))#\(visit)"
    return switch kind {
    case .root: ""
    case .branch(_, let name): "\(place)/\(escaped(name))"
    case .iteration(let index): "\(place)[\(index)]"
    case .pass(let index): "\(place)[\(index)]"
    case .body(let attempt): attempt == 1 ? "\(place)/try" : "\(place)/try#\(attempt)"
    case .handler(let index): "\(place)/catch[\(index)]"
    case .finally: "\(place)/finally"
    }
  }

  /// `diagnostics/pods/check_pods`, `check_all#2[3]/health_check`: the first visit's number is left out.
  static func display(in frame: String, state: String, visit: Int) -> String {
    (frame.isEmpty ? "" : frame + "/") + state + (visit > 1 ? "#\(visit)" : "")
  }

  /// The prefix of the paths of everything inside a frame, made from its owner's path.
  static func display(of kind: Frame.Kind, owner: String) -> String {
    switch kind {
    case .root: ""
    case .branch(_, let name): "\(owner)/\(name)"
    case .iteration(let index), .pass(let index): "\(owner)[\(index)]"
    case .body(let attempt): attempt == 1 ? "\(owner)/try" : "\(owner)/try#\(attempt)"
    case .handler: "\(owner)/catch"
    case .finally: "\(owner)/finally"
    }
  }

  private static func escaped(_ name: String) -> String {
    guard name.utf8.contains(where: { "%/#[]".utf8.contains($0) }) else { return name }
    return name.unicodeScalars.map { "%/#[]".unicodeScalars.contains($0) ? "%\($0.value)" : String($0) }.joined()
  }
}
