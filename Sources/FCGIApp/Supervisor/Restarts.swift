/// When the processes behind a socket are started again: at once after a long life, ever later after short ones.
struct Restarts {
  /// A process that lived so long was fine; whatever ended it is not a mistake that each start repeats.
  static let longLifeSeconds = 30
  static let longestDelaySeconds = 60

  private var shortLives = 0

  /// Seconds to wait before the next start.
  mutating func delay(afterLifeOf seconds: Int) -> Int {
    guard seconds < Self.longLifeSeconds else {
      shortLives = 0
      return 0
    }
    shortLives += 1
    return min(1 << min(shortLives - 1, 10), Self.longestDelaySeconds)
  }
}
