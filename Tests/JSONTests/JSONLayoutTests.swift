import JSON
import Testing

/// The scanner that finds places must accept the texts that the parser accepts, and no others.
struct JSONLayoutTests {
  private static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\\", "1", "-", "0", "1e5", ".", "e", "true", "nul", " ", "\n",
    "\"b\":",
    "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\u{e9}", "9223372036854775808", "1e400", "\u{0}", "\u{1}", "\u{7f}", "+",
  ]

  @Test func `scanner and parser agree on twenty thousand damaged texts`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let text = damaged(#"{"a":[1,2.5,{"b":null}],"c":"x\n"}"#, &generator)
      #expect(isParsed(text) == isScanned(text), "\(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }

  private func damaged(_ text: String, _ generator: inout some RandomNumberGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0...4, using: &generator) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
      case 1, 2: bytes.remove(at: index)
      default: bytes.insert(contentsOf: Self.pieces.randomElement(using: &generator)?.utf8 ?? "".utf8, at: index)
      }
    }
    return bytes
  }

  private func isParsed(_ text: [UInt8]) -> Bool {
    do throws(JSONSyntaxError) {
      _ = try JSONValue(parsing: text)
      return true
    } catch {
      return false
    }
  }

  private func isScanned(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      do throws(JSONSyntaxError) {
        _ = try JSONLayout(scanning: bytes, limits: .standard)
        return true
      } catch {
        return false
      }
    }
  }
}
