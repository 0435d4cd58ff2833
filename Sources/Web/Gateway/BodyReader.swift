import HTTPTypes

/// Fills the buffer with the next bytes of a body and answers how many there were; 0 at its end, negative when the client
/// is gone.
public typealias BodySource = (UnsafeMutableRawBufferPointer) -> Int

/// Reads a body into memory, never more than its bound.
enum BodyReader {
  /// A length that is too large is refused before a byte is read. Without a length the body ends where its source does.
  static func read(_ source: BodySource, length: Int?, limit: Int) throws(Problem) -> [UInt8] {
    guard length ?? 0 <= limit else { throw tooLarge(limit) }
    var body: [UInt8] = []
    body.reserveCapacity(length ?? 0)
    while length.map({ body.count < $0 }) ?? true {
      let chunk = try nextChunk(source, upTo: min(chunkBytes, (length ?? .max) - body.count))
      guard !chunk.isEmpty else { break }
      body += chunk
      guard body.count <= limit else { throw tooLarge(limit) }
    }
    guard body.count == length ?? body.count else {
      throw Problem(.badRequest, "The request ended after \(body.count) of \(length ?? 0) bytes.")
    }
    return body
  }

  private static let chunkBytes = 64 << 10

  private static func nextChunk(_ source: BodySource, upTo count: Int) throws(Problem) -> [UInt8] {
    var failed = false
    let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let got = source(UnsafeMutableRawBufferPointer(buffer))
      failed = got < 0
      filled = max(0, got)
    }
    if failed { throw Problem(.badRequest, "The request broke off while its body was read.") }
    return chunk
  }

  private static func tooLarge(_ limit: Int) -> Problem {
    Problem(.contentTooLarge, "The body is larger than \(limit) bytes, which is the most that is taken.")
  }
}
