import Cron
import Testing

@testable import Orchestrator

struct ZoneCatalogTests {
  @Test func `a zone is read from the host's zone files`() throws {
    let zone = try ZoneCatalog.system.zone(named: "Europe/Berlin")
    #expect(zone.local(at: 1_795_254_625).abbreviation == "CET")
    #expect(ZoneCatalog.system.version?.hasPrefix("20") == true)
  }

  @Test(arguments: [
    ("europe/berlin", "'Europe/Berlin'"), ("Berlin", "'Europe/Berlin'"), ("Europe/Berlim", "'Europe/Berlin'"),
    ("new york", "'America/New_York'"),
  ])
  func `an unknown zone is named with the one that was meant`(name: String, meant: String) throws {
    let problem = #expect(throws: ZoneProblem.self) { try ZoneCatalog.system.zone(named: name) }
    #expect(problem?.kind == .unknown)
    #expect(problem?.description.hasSuffix("did you mean \(meant)?") == true)
  }

  @Test(arguments: [
    "", "/etc/passwd", "../zoneinfo/UTC", "Europe/../UTC", "Europe", "Europe/", "right/UTC", "posix/UTC", "localtime",
    "tzdata.zi", "Europe//Berlin", "Europe/Berlin\0", "Europe/Berl\u{e9}n",
  ])
  func `nothing but a zone's own name is looked for`(name: String) {
    #expect(throws: ZoneProblem.self) { try ZoneCatalog.system.zone(named: name) }
  }

  @Test func `a broken file is told from a missing one`() throws {
    let scratch = try Scratch()
    try scratch.write("TZif2 and nothing more", to: "Europe/Berlin")
    let problem = #expect(throws: ZoneProblem.self) {
      try ZoneCatalog(folder: scratch.path).zone(named: "Europe/Berlin")
    }
    #expect(problem?.kind == .broken)
    #expect(problem?.description.contains("'Europe/Berlin'") == true)
  }

  @Test func `UTC is known on hosts without zone files`() throws {
    let scratch = try Scratch()
    let catalog = ZoneCatalog(folder: scratch.path)
    #expect(try catalog.zone(named: "UTC").local(at: 0).offset == 0)
    let problem = #expect(throws: ZoneProblem.self) { try catalog.zone(named: "Europe/Berlin") }
    #expect(problem?.description.contains("install tzdata") == true)
  }

  @Test func `a zone file that was replaced is read anew`() throws {
    let scratch = try Scratch()
    let catalog = ZoneCatalog(folder: scratch.path)
    let files = ZoneCatalog.standardFolder
    let berlin = try HostFile.read("\(files)/Europe/Berlin")
    let kolkata = try HostFile.read("\(files)/Asia/Kolkata")
    try scratch.write("", to: "Here/.keep")
    try HostFile.write("\(scratch.path)/Here/Now", berlin)
    #expect(try catalog.zone(named: "Here/Now").local(at: 1_795_254_625).offset == 3_600)
    try HostFile.write("\(scratch.path)/Here/Now", kolkata)
    #expect(try catalog.zone(named: "Here/Now").local(at: 1_795_254_625).offset == 19_800)
  }

  @Test func `every zone that is listed can be read`() throws {
    let names = ZoneCatalog.system.names
    #expect(names.count > 400)
    for name in names { #expect(throws: Never.self) { try ZoneCatalog.system.zone(named: name) } }
  }
}
