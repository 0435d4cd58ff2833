/// How our messages read where the reference's tests expect theirs: each pair was looked at by a person. So a test that
/// expects a failure can't be satisfied by another failure.
enum ReferenceWording {
  static func isRight(_ pattern: String, _ message: String) -> Bool {
    ours[pattern.trimmingSpaces]?.contains { message.hasPrefix($0) } ?? false
  }

  private static let ours: [String: [String]] = {
    var ours: [String: [String]] = [:]
    for line in (first + "\n" + second).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      ours[parts[0].trimmingSpaces, default: []].append(parts.count > 1 ? parts[1] : "")
    }
    return ours
  }()
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop(while: { $0 == " " }).reversed().drop(while: { $0 == " " }).reversed())
  }
}
