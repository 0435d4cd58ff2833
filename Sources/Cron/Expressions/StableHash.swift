/// What `H` is made of: FNV-1a of the seed and the field, stirred by the finalizer of SplitMix64
/// (https://prng.di.unimi.it/splitmix64.c), since FNV's low bits alone are poor. It must never change: schedules would
/// move.
enum StableHash {
  static func value(seed: String, field: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ UInt64(field)) &* 0x100_0000_01b3
    hash = (hash ^ hash >> 30) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ hash >> 27) &* 0x94d0_49bb_1331_11eb
    return hash ^ hash >> 31
  }
}
