import Glibc

/// The running program.
public enum HostProgram {
  /// The folder that the executable lies in, links resolved.
  public static var folder: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = buffer.prefix(max(length, 0)).map(UInt8.init(bitPattern:))
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return String(validating: path[..<slash], as: UTF8.self)
  }

  public static var currentFolder: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard let path = getcwd(&buffer, buffer.count) else { return "/" }
    return String(cString: path)
  }

  /// The environment as a dictionary.
  public static var environment: [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
      entry += 1
    }
    return result
  }
}
