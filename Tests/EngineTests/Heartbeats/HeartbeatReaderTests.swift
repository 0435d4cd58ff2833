import Cron
import Documents
import Testing

@testable import Engine

/// `HEARTBEAT.md`, and the same fields as an object.
struct HeartbeatReaderTests {
  private static let shop = """
    ---
    interval: 30m
    timezone: Europe/Berlin
    activeHours: {start: "08:00", end: "20:00", days: [Mon, tuesday, wed]}
    agent: shop-look
    alertAfter: 2
    ---
    # The shop

    Prose is for people, and so are --- rules and **bold** words.

    - [ ] Is the disk less than 90 % full?
    - [ ] Do orders come in?
      At night there may be none for three hours.
    - [x] Is the old importer still quiet?
    * [ ] Is the certificate good for two weeks?
    """

  private func read(_ text: String) -> (spec: HeartbeatSpec?, report: CheckReport) {
    HeartbeatReader.read(file: text, named: "shop/HEARTBEAT.md", fallbackName: "shop")
  }

  @Test func `a HEARTBEAT.md gives interval, zone, active hours, agent and its open boxes`() throws {
    let (spec, report) = read(Self.shop)
    #expect(report.issues.isEmpty, "\(report.text)")
    let expected = HeartbeatSpec(
      name: "shop", agent: "shop-look", interval: .seconds(1_800), timezone: "Europe/Berlin",
      activeHours: try ActiveHours(start: "08:00", end: "20:00", days: [.monday, .tuesday, .wednesday]),
      checks: [
        "Is the disk less than 90 % full?",
        "Do orders come in? At night there may be none for three hours.", "Is the certificate good for two weeks?",
      ], alertAfter: 2)
    #expect(spec == expected)
  }

  @Test func `the same fields as an object mean the same`() throws {
    let document = try Document.parse(
      """
      {"name": "shop", "interval": 1800, "timezone": "Europe/Berlin", "agent": "shop-look", "alertAfter": 2,
       "activeHours": {"start": "08:00", "end": "20:00", "days": ["mon", "tue", "wed"]},
       "checks": ["Is the disk less than 90 % full?",
                  "Do orders come in? At night there may be none for three hours.",
                  "Is the certificate good for two weeks?"]}
      """, named: "request")
    #expect(HeartbeatReader.read(document).spec == read(Self.shop).spec)
  }

  @Test func `a spec survives being stored`() throws {
    let spec = try #require(read(Self.shop).spec)
    #expect(HeartbeatSpec(json: spec.json) == spec)
  }

  @Test(arguments: [
    ("interval: 30m\nagent: a\n", 1, "no front matter"),
    ("---\ninterval: 30m\nagent: a\n", 1, "has no end"),
    ("---\ninterval: soon\nagent: a\n---\n- [ ] x", 2, "no positive duration"),
    ("---\ninterval: 10ms\nagent: a\n---\n- [ ] x", 2, "at most once a second"),
    ("---\ninterval: 30m\nagnt: a\n---\n- [ ] x", 3, "no key `agnt`"),
    ("---\ninterval: 30m\nagent: a\n---\n\n- look at it\n", 6, "without a box"),
    ("---\ninterval: 30m\nagent: a\n---\n-[ ] look at it\n", 5, "without a box"),
    ("---\ninterval: 30m\nagent: a\n---\n- [y] look at it\n", 5, "without a box"),
    ("---\ninterval: 30m\nagent: a\n---\n- [ ]\n", 5, "what to look at"),
    ("---\ninterval: 30m\nagent: a\n---\n- [ ] x\n- [ ] x\n", 6, "in the list already"),
    ("---\ninterval: 30m\nagent: a\n---\nNothing to do.\n", 6, "no check to ask"),
    ("---\ninterval: 30m\nagent: a\nactiveHours: {start: \"8\", end: \"20:00\"}\n---\n- [ ] x", 4, "no time of day"),
    (
      "---\ninterval: 30m\nagent: a\nactiveHours:\n  start: \"08:00\"\n  end: \"20:00\"\n  days: [mo]\n---\n- [ ] x", 7,
      "no day"
    ),
    ("---\ninterval: 30m\nagent: a\nalertAfter: 0\n---\n- [ ] x", 4, "out of range"),
  ])
  func `a mistake is told with its line`(text: String, line: Int, words: String) {
    let (spec, report) = read(text)
    #expect(spec == nil)
    #expect(report.errors.contains { $0.line == line && $0.message.contains(words) }, "\(report.text)")
  }

  @Test func `the workflow of a heartbeat is one that can be published`() throws {
    let spec = try #require(read(Self.shop).spec)
    let text = BeatWorkflow.definition(of: spec)
    let agent = AgentDefinition(id: "shop-look", kind: .noop, hash: "h", source: "")
    let (program, report) = DefinitionReader.read(text: text, named: "made", agents: AgentCatalog([agent]))
    #expect(report.issues.isEmpty, "\(report.text)")
    #expect(program?.workflow == "heartbeat.shop")
  }
}
