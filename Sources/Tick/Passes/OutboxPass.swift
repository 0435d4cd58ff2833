import Agents
import Orchestrator

extension Tick {
  /// Carries what others are to be told. Parcels are under way while everything else goes on; what came back is written
  /// down with the next look.
  func deliverMessages() throws {
    try recordReceipts()
    guard mayDeliver, courier.freePlaces > 0 else { return }
    for parcel in try worker.claimParcels(limit: courier.freePlaces) {
      courier.carry(parcel)
      hasProgressed = true
    }
  }

  func recordReceipts() throws {
    let receipts = courier.collect()
    guard !receipts.isEmpty else { return }
    try worker.record(receipts)
    tally.deliveries += receipts.count
    hasProgressed = true
  }

  private var mayDeliver: Bool { !stop.isReceived && options.began.duration(to: .now) < options.pace.budget }
}
