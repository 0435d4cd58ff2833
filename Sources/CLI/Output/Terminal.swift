import Glibc

/// Where the program's words go: standard output for results, standard error for what happened on the way.
enum Terminal {
  static func print(_ text: String = "") { write(text + "\n", to: STDOUT_FILENO) }

  static func note(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal; nil in a pipe, where nothing is cut.
  static var width: Int? {
    guard outputIsTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// A line that the next one overwrites; nothing when standard error is no terminal.
  static func progress(_ text: String) {
    guard errorIsTerminal else { return }
    write("\r\u{1b}[K" + text, to: STDERR_FILENO)
  }

  static func endProgress() {
    guard errorIsTerminal else { return }
    write("\r\u{1b}[K", to: STDERR_FILENO)
  }

  /// What a workflow or an agent wrote, without the power to move the cursor or to recolour the terminal.
  static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Control characters, and those that turn the direction of what follows.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a: false
    case 0x00...0x1f, 0x7f...0x9f, 0x200e...0x200f, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      // Whoever read this is gone: there is nobody to tell.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
