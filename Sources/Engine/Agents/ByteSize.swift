/// Sizes as people write them. `k`, `M`, `G` and `KiB`, `MiB`, `GiB` count by 1024, as `ulimit` does; `kB`, `MB`, `GB`
/// by 1000.
enum ByteSize {
  /// Nil when the text is no size.
  static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let count = Int(digits), let factor = factors[unit.lowercased()] else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }

  private static let factors = [
    "": 1, "b": 1,
    "k": 1 << 10, "kib": 1 << 10, "kb": 1_000,
    "m": 1 << 20, "mib": 1 << 20, "mb": 1_000_000,
    "g": 1 << 30, "gib": 1 << 30, "gb": 1_000_000_000,
  ]
}
