/// A compiled pattern: instructions for the machine that Ken Thompson described in 1968 and that Rob Pike taught to
/// remember groups (https://swtch.com/~rsc/regexp/regexp2.html). All ways to match are followed at once, character by
/// character, each instruction at most once per character; that is what makes the time linear.
struct Program: Sendable {
  var instructions: [Instruction]
  var sets: [ScalarSet]
  var groupNames: [String?]
  /// Whether a match can only begin at the text's start.
  var isAnchored: Bool

  /// Two for the whole match and two for each group.
  var slotCount: Int { groupNames.count * 2 + 2 }
}

enum Instruction: Sendable {
  /// Takes one character.
  case scalar(UInt32)
  /// Takes one character whatever its case; the operand is folded.
  case foldedScalar(UInt32)
  /// Takes one character of a set, given by its index.
  case set(Int)
  case assertion(Assertion)
  /// Notes the place in a slot.
  case save(Int)
  case jump(Int)
  /// Goes both ways, preferring the first.
  case split(Int, Int)
  case match
}
