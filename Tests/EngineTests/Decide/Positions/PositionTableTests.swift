import JSON
import Testing

@testable import Engine

/// Every type of state at every position with everything that may happen to it.
struct PositionTableTests {
  static let positions: [[Position]] = [[]] + Position.allCases.map { [$0] }

  @Test(arguments: StateType.allCases)
  func `a state does the same wherever it stands`(type: StateType) throws {
    for positions in Self.positions {
      for fate in Fate.allCases where type.impossible(fate) == nil {
        Scene(type: type, positions: positions, fate: fate).playOrReport()
      }
    }
  }

  @Test(arguments: StateType.allCases)
  func `a state that takes no time can't be given any`(type: StateType) throws {
    guard type.impossible(.timeout) != nil else { return }
    for positions in Self.positions {
      let scene = Scene(type: type, positions: positions, fate: .timeout)
      let codes = Checked(scene.definition).report.errors.map(\.code)
      #expect(codes == [.invalidValue] || codes == [.unknownKey], "\(scene.name): \(codes)")
    }
  }

  @Test func `the table has no hole`() {
    var played = 0
    var impossible: [String] = []
    for type in StateType.allCases {
      for fate in Fate.allCases {
        if let reason = type.impossible(fate) {
          impossible.append("\(type.rawValue) × \(fate.rawValue): \(reason)")
        } else {
          played += Self.positions.count
        }
      }
    }
    let cells = StateType.allCases.count * Self.positions.count * Fate.allCases.count
    #expect(played + impossible.count * Self.positions.count == cells)
    print("\(cells) cells: \(played) played, \(impossible.count * Self.positions.count) that can't be:")
    for line in impossible { print("  \(line)") }
  }

  @Test(arguments: Position.allCases)
  func `positions stand inside each other`(outer: Position) throws {
    for inner in Position.allCases {
      for type in [StateType.operation, .humanApproval, .sleep, .parallel, .try, .fail] {
        for fate in [Fate.success, .error, .cancel, .crash] where type.impossible(fate) == nil {
          Scene(type: type, positions: [outer, inner], fate: fate).playOrReport()
        }
      }
    }
  }

  @Test(arguments: 0..<20)
  func `however deep and mixed`(seed: UInt64) throws {
    var random = Steps(state: seed &* 7_919 &+ 1)
    for _ in 0..<5 {
      let positions = (0..<Int.random(in: 3...5, using: &random)).map { _ in
        Position.allCases.randomElement(using: &random) ?? .pass
      }
      let type = StateType.allCases.randomElement(using: &random) ?? .operation
      let fate = Fate.allCases.randomElement(using: &random) ?? .success
      if type.impossible(fate) == nil { Scene(type: type, positions: positions, fate: fate).playOrReport() }
    }
  }

  /// The same numbers for the same seed.
  struct Steps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
    }
  }
}
