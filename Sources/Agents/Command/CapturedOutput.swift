/// What a command has printed so far: the beginning of standard output up to a bound, the end of standard error.
struct CapturedOutput {
  let outputBytes: Int
  let logBytes: Int
  private(set) var output: [UInt8] = []
  private(set) var outputIsTooLong = false
  private var errors: [UInt8] = []
  private var errorsDropped = false

  init(outputBytes: Int, logBytes: Int) {
    self.outputBytes = outputBytes
    self.logBytes = logBytes
  }

  mutating func appendOutput(_ bytes: [UInt8]) {
    guard !outputIsTooLong else { return }
    let room = outputBytes - output.count
    output += bytes.prefix(room)
    outputIsTooLong = bytes.count > room
  }

  mutating func appendErrors(_ bytes: [UInt8]) {
    errors += bytes
    // Cut rarely, so that a command that prints without end costs no more than its bytes.
    if errors.count > logBytes * 2 { cutErrors() }
  }

  private mutating func cutErrors() {
    guard errors.count > logBytes else { return }
    errors.removeFirst(errors.count - logBytes)
    errorsDropped = true
  }

  /// The end of standard error, as text; nil when nothing was printed.
  mutating func log() -> Performance.Log? {
    cutErrors()
    guard !errors.isEmpty else { return nil }
    return Performance.Log(Self.text(errors[...], isCut: errorsDropped), isTruncated: errorsDropped)
  }

  /// The last part of standard error, short enough for an error's details.
  func errorTail(bytes: Int) -> String {
    Self.text(errors.suffix(bytes), isCut: errorsDropped || errors.count > bytes)
  }

  /// Bytes that are no UTF-8 become replacement characters; half a character at the cut is left out. NUL would end the
  /// text in SQLite's own functions, so it becomes visible.
  private static func text(_ bytes: ArraySlice<UInt8>, isCut: Bool) -> String {
    let whole = isCut ? bytes.drop { $0 & 0xC0 == 0x80 } : bytes
    return String(decoding: whole.lazy.map { $0 == 0 ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
  }
}
