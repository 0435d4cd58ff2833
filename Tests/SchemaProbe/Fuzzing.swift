struct Fuzzing {
  let seconds: Double
  let seed: UInt64
  func run() throws {}
}
