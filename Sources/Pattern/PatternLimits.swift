/// How large a pattern may be.
public struct PatternLimits: Sendable {
  /// Instructions of the compiled program. Matching takes at most this many steps for each character.
  public var instructions: Int
  /// Groups inside one another.
  public var depth: Int

  public init(
    instructions: Int = PatternLimits.standard.instructions, depth: Int = PatternLimits.standard.depth
  ) {
    self.instructions = instructions
    self.depth = depth
  }

  /// `.{1,5000}` is a pattern that schemas have and takes 10 000 instructions; `(.{1,1000}){1,1000}` takes millions.
  public static let standard = PatternLimits(instructions: 20_000, depth: 100)
}
