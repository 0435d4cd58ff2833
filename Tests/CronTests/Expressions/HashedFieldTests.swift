import Cron
import Testing

struct HashedFieldTests {
  private func first(_ expression: String, seed: String) throws -> String {
    try #require(try times(expression, count: 1, seed: seed).first)
  }

  @Test func `H is the same for the same seed and spreads over seeds`() throws {
    #expect(try first("H H * * *", seed: "nightly") == (try first("H H * * *", seed: "nightly")))
    let found = Set(try (0..<500).map { try first("H H * * *", seed: "schedule \($0)") })
    #expect(found.count > 400)
  }

  /// If this fails, every schedule with an `H` moves.
  @Test func `the times that H stands for never change`() throws {
    #expect(try first("H H * * *", seed: "nightly") == "01-01 13:12")
    #expect(try first("H H(0-5) H * *", seed: "nightly") == "01-04 01:12")
  }

  @Test func `every minute is somebody's`() throws {
    let minutes = Set(try (0..<2_000).map { try first("H 0 * * *", seed: "\($0)").suffix(2) })
    #expect(minutes.count == 60)
  }

  @Test func `H keeps to its range`() throws {
    for seed in 0..<200 {
      let time = try first("H(10-14) H(2-3) * * *", seed: "\(seed)")
      #expect(["02", "03"].contains(time.dropFirst(6).prefix(2)))
      #expect(("10"..."14").contains(String(time.suffix(2))))
    }
  }

  @Test func `H with a step begins within the first step`() throws {
    for seed in 0..<100 {
      let minutes = try times("H/20 0 * * *", count: 3, seed: "\(seed)").compactMap { Int($0.suffix(2)) }
      let first = try #require(minutes.first)
      #expect(first < 20)
      #expect(minutes == [first, first + 20, first + 40])
    }
  }

  @Test func `H picks days that every month has`() throws {
    for seed in 0..<200 {
      let day = try first("0 0 H * *", seed: "\(seed)").dropFirst(3).prefix(2)
      #expect(Int(day).map((1...28).contains) == true)
    }
  }

  @Test func `an expression says whether it depends on its seed`() throws {
    #expect(try CronExpression("H 0 * * *").usesSeed)
    #expect(try !CronExpression("0 0 * * THU").usesSeed)
  }
}
