/// Something that a check objects to, as an editor shows it.
struct Finding: Hashable, CustomStringConvertible {
  var file: String
  var line: Int?
  var message: String

  var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
