import CAssets

/// A file that is compiled into the program.
enum Asset {
  /// Its bytes; nil when there is none of that name.
  static func bytes(_ name: String) -> [UInt8]? {
    var length = 0
    guard let start = escapement_asset(name, &length) else { return nil }
    return Array(UnsafeBufferPointer(start: start, count: length))
  }

  static func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }
}
