import Digest
import JSON
import Testing

struct DigestTests {
  /// FIPS 180-2, appendix B.
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `SHA-256 agrees with the standard's examples`(text: String, digest: String) {
    #expect(sha256Hex(text) == digest)
    #expect(Hexadecimal.text(of: sha256(Array(text.utf8))) == digest)
    #expect(Hexadecimal.text(of: sha256(text.utf8.lazy.map { $0 })) == digest)
  }

  /// RFC 4231, test case 2.
  @Test func `HMAC agrees with the RFC's example`() {
    let hmac = HMACSHA256(key: "Jefe".utf8)
    let code = hmac.code(for: "what do ya want for nothing?".utf8)
    #expect(Hexadecimal.text(of: code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(hmac.isValid(code, for: "what do ya want for nothing?".utf8))
    #expect(!hmac.isValid(code, for: "what do ya want for nothing!".utf8))
    #expect(!hmac.isValid(code.dropLast(), for: "what do ya want for nothing?".utf8))
  }

  @Test func `equal is what has the same bytes`() {
    #expect(areEqualInConstantTime("secret", "secret"))
    #expect(!areEqualInConstantTime("secret", "secreT"))
    #expect(!areEqualInConstantTime("secret", "secrets"))
    #expect(areEqualInConstantTime([UInt8](), []))
  }

  @Test func `the content hash doesn't depend on order or spelling`() throws {
    let one = try JSONValue(parsing: #"{"a": 1.0, "b": [true]}"#)
    let other = try JSONValue(parsing: #"{"b":[true],"a":1}"#)
    #expect(ContentHash.of(one) == ContentHash.of(other))
    #expect(ContentHash.of(one) == sha256Hex(#"{"a":1,"b":[true]}"#))
    #expect(ContentHash.of(["a": 9_007_199_254_740_993]) != ContentHash.of(["a": 9_007_199_254_740_992]))
  }
}

struct EncodingTests {
  @Test(
    arguments: [
      ([], "", ""), ([0x66], "66", "Zg"), ([0x66, 0x6f], "666f", "Zm8"), ([0x66, 0x6f, 0x6f], "666f6f", "Zm9v"),
      ([0xfb, 0xff, 0xfe], "fbfffe", "-__-"),
    ] as [([UInt8], String, String)])
  func `bytes become text and text bytes`(bytes: [UInt8], hexadecimal: String, base64: String) {
    #expect(Hexadecimal.text(of: bytes) == hexadecimal)
    #expect(Hexadecimal.bytes(of: hexadecimal) == bytes)
    #expect(Hexadecimal.bytes(of: hexadecimal.uppercased()) == bytes)
    #expect(Base64URL.text(of: bytes) == base64)
    #expect(Base64URL.bytes(of: base64) == bytes)
  }

  @Test func `every byte comes back`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Base64URL.bytes(of: Base64URL.text(of: bytes)) == bytes)
    #expect(Hexadecimal.bytes(of: Hexadecimal.text(of: bytes)) == bytes)
  }

  @Test(arguments: ["Z", "Zg==", "Zh", "Zm9+", "Zm9/", "Z g"])
  func `what is no base64url is refused`(text: String) {
    #expect(Base64URL.bytes(of: text) == nil)
  }

  @Test(arguments: ["6", "6g", "0x66", " 66"])
  func `what is no hexadecimal is refused`(text: String) {
    #expect(Hexadecimal.bytes(of: text) == nil)
  }
}
