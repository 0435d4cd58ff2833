public struct Template: Sendable {}
public struct Condition: Sendable {}
