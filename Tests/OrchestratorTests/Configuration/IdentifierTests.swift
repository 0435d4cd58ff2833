import Engine
import Testing

@testable import Orchestrator

struct IdentifierTests {
  private let now = Instant(milliseconds: 1_469_918_176_385)

  @Test func `a ULID begins with its time, in lower case`() {
    let id = IdentifierSource().ulid(at: now)
    #expect(id.count == 26)
    // The time of the specification's own example, 01ARYZ6S41….
    #expect(id.hasPrefix("01aryz6s41"))
    #expect(id == id.lowercased())
  }

  @Test func `ids only grow, also within a millisecond and when the clock steps back`() {
    let source = IdentifierSource()
    var ids = (0..<1_000).map { _ in source.ulid(at: now) }
    ids.append(source.ulid(at: Instant(milliseconds: now.milliseconds - 60_000)))
    ids.append(source.ulid(at: Instant(milliseconds: now.milliseconds + 1)))
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  @Test func `when the random bits of a millisecond are used up the next one is borrowed`() {
    var generator = SystemRandomNumberGenerator()
    let last = ULID(milliseconds: 5, upper: .max, lower: .max)
    let next = last.successor(at: 5, using: &generator)
    #expect(next.milliseconds == 6)
    #expect(last.text < next.text)
  }

  @Test func `secrets differ`() {
    let source = IdentifierSource()
    #expect(source.randomBytes(32) != source.randomBytes(32))
    #expect(source.randomText(characters: 20).count == 20)
  }

  @Test(arguments: [("leaseSecond", "leaseSeconds"), ("Concurrency", "concurrency"), ("max_ticks", "maxTicks")])
  func `a slip finds the name that was meant`(written: String, meant: String) {
    #expect(NearestName.of(written, among: ConfigurationKey.all.map(\.name)) == meant)
  }

  @Test func `another word finds nothing`() {
    #expect(NearestName.of("colour", among: ConfigurationKey.all.map(\.name)) == nil)
  }
}
