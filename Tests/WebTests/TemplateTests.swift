import Foundation
import HTTPTypes
import Testing

@testable import Web

struct TemplateTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let templates: [String] = {
    let folder = repository.appending(path: "Sources/CAssets/assets/pages").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".mustache") }.sorted()
  }()

  @Test func `every template is compiled in as it stands in its folder`() throws {
    #expect(Self.templates.count > 10)
    for name in Self.templates {
      let file = Self.repository.appending(path: "Sources/CAssets/assets/pages/\(name)")
      #expect(try Asset.text("pages/\(name)") == String(contentsOf: file, encoding: .utf8), "\(name)")
    }
  }

  /// Mustache writes nothing for a name that no view has, so that a misspelt one would go unseen.
  @Test(arguments: templates)
  func `every name in a template is one that some view answers`(template: String) throws {
    let text = try #require(Asset.text("pages/\(template)"))
    let known = try Self.answeredNames()
    for tag in text.split(separator: "{{").dropFirst() {
      let name = tag.prefix { $0 != "}" }.drop { "#^/{ ".contains($0) }
      guard let kind = name.first, kind != ">", name != "." else { continue }
      for part in name.split(separator: ".") { #expect(known.contains(String(part)), "\(template): \(name)") }
    }
  }

  private static func answeredNames() throws -> Set<String> {
    let folder = repository.appending(path: "Sources/Web")
    var names: Set<String> = []
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let source = try String(contentsOf: file, encoding: .utf8)
      for part in source.split(separator: "case \"").dropFirst() { names.insert(String(part.prefix { $0 != "\"" })) }
    }
    return names
  }

  @Test func `style, script and icon have addresses that change with them, and may be kept for ever`() throws {
    let test = try TestSite()
    for file in StaticFile.allCases {
      let link = file.link("").text
      let answer = test.site.answer(.to(link))
      #expect(answer.status == .ok && answer.headers[.cacheControl]?.contains("immutable") == true, "\(link)")
      let old = test.site.answer(.to("/assets/old/\(file.rawValue)"))
      #expect(old.status == .ok && old.headers[.cacheControl] == "no-cache")
    }
    #expect(test.site.answer(.to("/assets/old/passwd")).status == .notFound)
  }
}
