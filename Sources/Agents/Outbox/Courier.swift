import Engine
import Foundation
public import Orchestrator
import Synchronization

/// Carries parcels on threads of their own and keeps what became of them until it is collected.
///
/// Its own methods are called by one thread.
public final class Courier {
  private let carrier: Carrier
  private let bell: Bell
  private let returns = Returns()
  private let cancellation = Cancellation()
  private var underway = 0

  /// Parcels carried at a time. Each waits for somebody else most of its time.
  private static let capacity = 8

  /// - Parameter bell: rung when a parcel is back.
  public init(_ carrier: Carrier, bell: Bell) {
    self.carrier = carrier
    self.bell = bell
  }

  public var isIdle: Bool { underway == 0 }
  public var freePlaces: Int { max(0, Self.capacity - underway) }

  public func carry(_ parcel: Parcel) {
    underway += 1
    let thread = Thread { [carrier, cancellation, bell, returns] in
      let receipt = carrier.carry(parcel.content, cancellation: cancellation)
      returns.entries.withLock { $0.append((parcel, receipt)) }
      bell.ring()
    }
    thread.start()
  }

  /// What is back since the last call.
  public func collect() -> [(parcel: Parcel, receipt: Receipt)] {
    let collected = returns.entries.withLock { entries in
      defer { entries = [] }
      return entries
    }
    underway -= collected.count
    return collected
  }

  /// Ends what is under way, because this process has to.
  public func interruptAll() { cancellation.request(.interrupted) }
}

/// What came back from the carrying threads.
private final class Returns: Sendable {
  let entries = Mutex<[(parcel: Parcel, receipt: Receipt)]>([])
}
