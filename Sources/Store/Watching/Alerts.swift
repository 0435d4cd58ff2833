public import Engine

/// What needs a person.
public protocol AlertReading {
  func alert(_ id: AlertID, tenant: TenantID) throws -> Alert?

  /// The one alert of a problem that was not acknowledged, or is not over.
  func standingAlert(_ key: AlertKey, tenant: TenantID) throws -> Alert?

  /// Newest first.
  func alerts(_ filter: AlertFilter, page: PageRequest) throws -> Page<Alert>

  /// How many nobody has acknowledged.
  func waitingAlerts(tenant: TenantID) throws -> Int
}

public protocol AlertWriting {
  func insertAlert(_ alert: Alert) throws

  /// Writes what can change: details, sightings, the end, the acknowledgement.
  func updateAlert(_ alert: Alert) throws
}

/// Which alerts a list shows. Every condition that is given must hold.
public struct AlertFilter: Hashable, Sendable {
  public var tenant: TenantID
  public var view: View
  /// Of this heartbeat or monitor.
  public var source: String?

  public init(tenant: TenantID, view: View = .waiting, source: String? = nil) {
    self.tenant = tenant
    self.view = view
    self.source = source
  }

  public enum View: String, Sendable, CaseIterable {
    /// Nobody has acknowledged them.
    case waiting
    /// Their problem lasts.
    case open
    case all
  }
}
