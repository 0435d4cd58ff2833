import Digest

/// 48 bits of time and 80 random bits.
struct ULID {
  var milliseconds: UInt64
  var upper: UInt16
  var lower: UInt64

  /// Greater than this one: at a later millisecond with fresh random bits, else with this one's plus 1.
  func successor(at now: UInt64, using generator: inout some RandomNumberGenerator) -> ULID {
    guard now <= milliseconds else {
      return ULID(
        milliseconds: now, upper: .random(in: .min ... .max, using: &generator),
        lower: .random(in: .min ... .max, using: &generator))
    }
    var next = self
    next.lower &+= 1
    if next.lower == 0 { next.upper &+= 1 }
    // All 80 bits are used up: borrow the next millisecond rather than go backwards.
    if next.lower == 0 && next.upper == 0 { next.milliseconds += 1 }
    return next
  }

  /// 26 characters in lower case.
  var text: String {
    let high = UInt64(upper) << 24 | lower >> 40
    return CrockfordBase32.text(of: milliseconds, characters: 10) + CrockfordBase32.text(of: high, characters: 8)
      + CrockfordBase32.text(of: lower & 0xff_ffff_ffff, characters: 8)
  }
}
