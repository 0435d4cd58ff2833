/// The top-level variables of one run of a file.
final class Globals {
  let names: [String]
  var values: [Value]

  /// Of expressions, which have none.
  nonisolated(unsafe) static let none = Globals(names: [])

  init(names: [String]) {
    self.names = names
    values = [Value](repeating: .unset, count: names.count)
  }
}
