import Cron
import Foundation
import Testing

struct ZoneFileTests {
  @Test(arguments: [
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-01T00:00:00Z", 7_200, "CEST"),
    ("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "2026-03-29T01:00:00Z", -7_200, "-02"),
    ("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "2026-03-29T00:59:59Z", -10_800, "-03"),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7_200, "IST"),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800, "IDT"),
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-01-01T00:00:00Z", 46_800, "NZDT"),
    ("AAA3BBB,J60/0,J61/0", "2028-03-01T03:00:00Z", -7_200, "BBB"),
    ("AAA3BBB,J60/0,J61/0", "2028-02-29T12:00:00Z", -10_800, "AAA"),
    ("AAA3BBB,59/0,60/0", "2028-02-29T12:00:00Z", -7_200, "BBB"),
    ("AAA3BBB,59/0,60/0", "2028-03-01T12:00:00Z", -10_800, "AAA"),
    ("EST3EDT4,0/0,J365/23", "2026-01-01T03:00:00Z", -14_400, "EDT"),
    ("EST3EDT4,0/0,J365/23", "2026-12-31T23:30:00Z", -14_400, "EDT"),
    ("XYZ-5:30:15", "2026-01-01T00:00:00Z", 19_815, "XYZ"),
  ])
  func `the rule at the end of the file is followed`(rule: String, instant: String, offset: Int, name: String) throws {
    let zone = try Zone(name: "Test", file: zoneFile(rule: rule))
    let local = zone.local(at: try at(instant))
    #expect((local.offset, local.abbreviation) == (offset, name))
  }

  @Test(arguments: [
    "CET", "CE-1", "<CET-1", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J365", "CET-1CEST,J366,J1", "CET-1CEST,0,366",
    "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0 ", "CET-1:60",
    "CET-1CEST,M3.5.0,M10.5.0," + String(repeating: "9", count: 400),
  ])
  func `a rule that isn't one is refused`(rule: String) {
    let problem = #expect(throws: ZoneError.self) { try Zone(name: "Test", file: zoneFile(rule: rule)) }
    #expect(problem?.description.contains("its rule for the future") == true)
  }

  @Test func `files of the first version are read`() throws {
    let bytes = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Berlin"))
    var old = Array(bytes)
    old[4] = 0
    let zone = try Zone(name: "Europe/Berlin", file: old)
    #expect(zone.local(at: try at("2026-07-01T00:00:00Z")).abbreviation == "CEST")
  }

  @Test func `files that count leap seconds are refused`() throws {
    let bytes = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/right/Europe/Berlin"))
    let problem = #expect(throws: ZoneError.self) { try Zone(name: "right/Europe/Berlin", file: bytes) }
    #expect(problem?.reason.contains("leap seconds") == true)
  }

  @Test func `whatever a file holds, it is read or refused`() throws {
    var dice = Dice(seed: 1)
    let names = ["Europe/Berlin", "Africa/Casablanca", "Pacific/Apia", "UTC"]
    for name in names {
      let whole = Array(try #require(FileManager.default.contents(atPath: "\(ZoneFiles.folder)/\(name)")))
      for length in stride(from: 0, to: whole.count, by: 7) { probe(Array(whole[..<length])) }
      for _ in 0..<1_000 {
        var broken = whole
        for _ in 0..<Int.random(in: 1...6, using: &dice) {
          broken[Int.random(in: 0..<broken.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
        }
        probe(broken)
      }
    }
    probe([UInt8](repeating: 0, count: Zone.largestFile + 1))
  }

  /// Nothing is expected of a broken file but that asking it ends.
  private func probe(_ bytes: [UInt8]) {
    guard let zone = try? Zone(name: "Broken", file: bytes),
      let expression = try? CronExpression("30 2 * * *")
    else { return }
    let times = Times.cron(CronTimes(expression, in: zone, repeats: .last))
    for instant in [Int64(0), 1_795_254_625, 4_000_000_000] {
      _ = zone.local(at: instant)
      _ = zone.instants(of: CivilTime(secondsSince1970: instant))
      _ = times.next(after: instant)
      _ = times.previous(before: instant)
      _ = times.count(after: instant, through: instant + 100_000_000)
    }
  }

  /// A file of the second version without a table: all is in its rule.
  private func zoneFile(rule: String) -> [UInt8] {
    let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    // One kind of local time and an abbreviation of four bytes.
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    let body: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("LMT\0".utf8)
    return header + counts + body + header + counts + body + Array("\n\(rule)\n".utf8)
  }
}
