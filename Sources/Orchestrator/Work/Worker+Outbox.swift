import Engine
import Store

extension Worker {
  /// Longer than any delivery may take, so that its lease needs no renewing.
  private static let deliveryLease = TimeSpan.seconds(120)

  /// So many deliveries to one endpoint at a time.
  private static let perEndpoint = 4

  /// Takes what is due to be delivered, and packs it.
  public func claimParcels(limit: Int) throws -> [Parcel] {
    let now = installation.clock.now()
    guard limit > 0, try installation.storage.read({ try $0.hasDueDeliveries(at: now) }) else { return [] }
    let terms = ClaimTerms(worker: id, now: now, until: now + Worker.deliveryLease, limit: limit)
    let claims = try installation.storage.write {
      try $0.claimDeliveries(terms, perEndpoint: Worker.perEndpoint)
    }
    return claims.compactMap { installation.parcel(of: $0, at: now) }
  }

  /// Writes down what became of parcels. What lost its lease meanwhile is somebody else's by now.
  public func record(_ receipts: [(parcel: Parcel, receipt: Receipt)]) throws {
    let reports = receipts.compactMap { DeliveryPolicy.report(on: $0.parcel, $0.receipt) }
    guard !reports.isEmpty else { return }
    try installation.storage.write { writer in
      for report in reports { _ = try writer.record(report) }
    }
  }

  /// The earliest delivery that is overdue, in milliseconds since 1970; nil when none is.
  public func deliveriesDueSince() throws -> Int64? {
    guard let due = try installation.storage.read({ try $0.nextDelivery() }), due <= installation.clock.now() else {
      return nil
    }
    return due.milliseconds
  }

  /// Forgets what was delivered long ago, a piece at a time.
  public func pruneDeliveries() throws {
    let moment = installation.clock.now() - Worker.deliveriesKept
    let limit = Worker.prunedAtOnce
    guard try installation.storage.read({ try $0.hasDeliveries(finishedBefore: moment) }) else { return }
    try installation.storage.write { try $0.pruneDeliveries(finishedBefore: moment, limit: limit) }
  }

  private static let deliveriesKept = TimeSpan.seconds(90 * 86_400)
  /// What a transaction deletes without making other writers wait.
  private static let prunedAtOnce = 500
}
