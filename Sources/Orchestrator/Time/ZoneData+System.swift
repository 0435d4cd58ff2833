public import Engine

extension ZoneData {
  /// This host's as they are now, each read when it is asked for.
  public static var system: ZoneData {
    ZoneData(version: ZoneCatalog.system.version ?? "unknown") { try ZoneCatalog.system.zone(named: $0) }
  }
}
