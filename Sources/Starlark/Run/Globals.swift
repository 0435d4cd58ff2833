/// The top-level variables of one run of a file.
final class Globals {
  let names: [String]
  var values: [Value]

  init(names: [String]) {
    self.names = names
    values = [Value](repeating: .unset, count: names.count)
  }
}
