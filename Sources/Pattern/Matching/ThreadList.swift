/// The ways to match that are alive at one place, best first, each with its slots.
struct ThreadList {
  private let slotCount: Int
  private var addresses: [Int] = []
  private var places: [Int] = []
  /// The generation in which an instruction was last visited: comparing it empties the list without touching it.
  private var visits: [UInt32]
  private var generation: UInt32 = 1

  init(_ program: Program) {
    slotCount = program.slotCount
    visits = Array(repeating: 0, count: program.instructions.count)
  }

  var count: Int { addresses.count }
  var isEmpty: Bool { addresses.isEmpty }

  func address(_ index: Int) -> Int { addresses[index] }

  func slots(_ index: Int) -> ArraySlice<Int> { places[index * slotCount..<(index + 1) * slotCount] }

  /// False when the instruction has been visited at this place before, by a thread of more preference.
  mutating func visit(_ address: Int) -> Bool {
    guard visits[address] != generation else { return false }
    visits[address] = generation
    return true
  }

  mutating func append(_ address: Int, _ slots: [Int]) {
    addresses.append(address)
    places.append(contentsOf: slots)
  }

  mutating func removeAll() {
    addresses.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    generation &+= 1
    if generation == 0 {
      for index in visits.indices { visits[index] = 0 }
      generation = 1
    }
  }
}
