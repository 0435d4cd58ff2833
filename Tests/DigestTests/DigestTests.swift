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
    #expect(hmacSHA256(key: "Jefe".utf8, "what do ya want for nothing?".utf8) == code)
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

struct Base64Tests {
  /// RFC 4648, section 10, and the two characters in which the alphabets differ.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `base64 agrees with the RFC's examples`(text: String, base64: String) {
    #expect(Base64.text(of: text.utf8) == base64)
    #expect(Base64.bytes(of: base64) == Array(text.utf8))
  }

  @Test func `the padding may be left out and every byte comes back`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Base64.bytes(of: Base64.text(of: bytes)) == bytes)
    #expect(Base64.text(of: [0xfb, 0xff, 0xfe]) == "+//+")
    #expect(Base64.bytes(of: "Zg") == [0x66])
  }

  @Test(arguments: ["Zg=", "Zg===", "Z", "=", "Zm9v=", "Zh==", "-__-", "Zm 9v", "Zm9v\n", "Z=g="])
  func `what is no base64 is refused`(text: String) {
    #expect(Base64.bytes(of: text) == nil)
  }
}

struct Ed25519Tests {
  /// RFC 8032, section 7.1, tests 1 and 2.
  @Test(arguments: [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
  ])
  func `signatures agree with the RFC's examples`(
    seed: String, publicKey: String, message: String, signature: String
  ) throws {
    let seed = try #require(Hexadecimal.bytes(of: seed))
    let key = try #require(Ed25519PrivateKey(seed: seed))
    let message = try #require(Hexadecimal.bytes(of: message))
    let expected = try #require(Hexadecimal.bytes(of: signature))
    #expect(Hexadecimal.text(of: key.publicKey.bytes) == publicKey)
    #expect(key.publicKey.isValid(expected, for: message))
    #expect(key.publicKey.isValid(try key.signature(for: message), for: message))
    #expect(!key.publicKey.isValid(expected, for: message + [0]))
    #expect(Ed25519PublicKey(bytes: key.publicKey.bytes)?.isValid(expected, for: message) == true)
  }

  @Test func `keys of another length are none`() {
    #expect(Ed25519PrivateKey(seed: Array(repeating: 1, count: 31)) == nil)
    #expect(Ed25519PublicKey(bytes: Array(repeating: 1, count: 33)) == nil)
  }
}
