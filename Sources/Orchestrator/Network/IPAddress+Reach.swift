extension IPAddress {
  /// Why nobody outside should be able to make this host talk to the address; nil for addresses of the public internet.
  ///
  /// From the registries of special addresses (https://www.iana.org/assignments/iana-ipv4-special-registry and
  /// iana-ipv6-special-registry) and what clouds answer metadata at.
  public var inwardReach: String? {
    if bytes.count == 4 { return Self.reach(self, among: Self.inward4) }
    if Self.translated.contains(where: { $0.contains(self) }) {
      return IPAddress(bytes: Array(bytes[12...])).inwardReach
    }
    if let reach = Self.reach(self, among: Self.inward6) { return reach }
    return bytes[0] & 0xe0 == 0x20 ? nil : "reserved"
  }

  private typealias Network = (range: IPRange?, reach: String)

  private static func reach(_ address: IPAddress, among networks: [Network]) -> String? {
    networks.first { $0.range?.contains(address) ?? false }?.reach
  }

  private static let inward4: [Network] = [
    (IPRange("0.0.0.0/8"), "this host"), (IPRange("10.0.0.0/8"), "private"), (IPRange("100.64.0.0/10"), "carrier's"),
    (IPRange("127.0.0.0/8"), "loopback"), (IPRange("168.63.129.16/32"), "metadata"),
    (IPRange("169.254.0.0/16"), "link-local"), (IPRange("172.16.0.0/12"), "private"),
    (IPRange("192.0.0.0/24"), "reserved"), (IPRange("192.0.2.0/24"), "documentation"),
    (IPRange("192.88.99.0/24"), "reserved"), (IPRange("192.168.0.0/16"), "private"),
    (IPRange("198.18.0.0/15"), "benchmarks"), (IPRange("198.51.100.0/24"), "documentation"),
    (IPRange("203.0.113.0/24"), "documentation"), (IPRange("224.0.0.0/4"), "multicast"),
    (IPRange("240.0.0.0/4"), "reserved"),
  ]

  /// What isn't listed here and not in 2000::/3 is no address of the public internet either.
  private static let inward6: [Network] = [
    (IPRange("::1/128"), "loopback"), (IPRange("::/96"), "reserved"), (IPRange("64:ff9b:1::/48"), "private"),
    (IPRange("2001::/23"), "reserved"), (IPRange("2001:db8::/32"), "documentation"), (IPRange("2002::/16"), "tunnel"),
    (IPRange("3fff::/20"), "documentation"), (IPRange("fc00::/7"), "private"), (IPRange("fe80::/10"), "link-local"),
    (IPRange("ff00::/8"), "multicast"),
  ]

  /// A gateway makes IPv4 of these: the last four bytes are where they lead.
  private static let translated = [IPRange("64:ff9b::/96")].compactMap(\.self)
}
