import Documents
import Foundation
import JSON
import Testing

@testable import Engine

/// What docs/heartbeats.md shows, and the heartbeat of Examples.
struct HeartbeatDocumentTests {
  /// The blocks of a language, as they stand on the page.
  private func blocks(_ language: String) throws -> [String] {
    let page = try DocumentedExample.text(of: "heartbeats.md")
    return page.split(separator: "```\(language)\n").dropFirst().compactMap { part in
      part.firstRange(of: "\n```").map { String(part[..<$0.lowerBound]) + "\n" }
    }
  }

  @Test func `the page's HEARTBEAT.md and the fields beside it are right`() throws {
    let file = try #require(try blocks("markdown").first)
    let (spec, report) = HeartbeatReader.read(file: file, named: "shop/HEARTBEAT.md", fallbackName: "shop")
    #expect(report.text == "")
    #expect(spec?.checks.count == 2)
    let fields = try Document.parse(try #require(try blocks("json").first), named: "fields")
    let (same, fieldReport) = HeartbeatReader.read(fields)
    #expect(fieldReport.text == "" && same?.interval == spec?.interval)
  }

  @Test func `the page's monitors are right`() throws {
    let monitors = try blocks("json").dropFirst()
    #expect(monitors.count == 2)
    for text in monitors {
      let (spec, report) = MonitorReader.read(try Document.parse(text, named: "monitor"))
      #expect(report.text == "" && spec != nil)
    }
  }

  @Test func `the page's answer is one that is understood`() throws {
    let answer = try Document.parse(try #require(try blocks("yaml").first), named: "answer").value
    let results = BeatEvaluation.results(
      of: ["disk"], output: ["results": [["answer": answer]]], failure: nil)
    #expect(results == [CheckResult("disk", .alert, details: "/ is 97 % full")])
  }

  @Test func `the heartbeat of Examples is right, and its agent is there`() throws {
    let file = ExampleTests.folder.appending(path: "workflows/host/HEARTBEAT.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let (spec, report) = HeartbeatReader.read(file: text, named: "host/HEARTBEAT.md", fallbackName: "host")
    #expect(report.text == "")
    #expect(try ExampleTests.agents().map(\.id).contains(#require(spec).agent))
  }
}
