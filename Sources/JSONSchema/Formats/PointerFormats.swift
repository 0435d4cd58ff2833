import JSON
import Pattern

/// JSON pointers, and those that begin with the number of levels to go up.
enum PointerFormats {
  static func isPointer(_ text: String) -> Bool {
    do throws(JSONPointerError) {
      _ = try JSONPointer(parsing: text)
      return true
    } catch {
      return false
    }
  }

  static func isRelativePointer(_ text: String) -> Bool {
    let levels = text.utf8.prefix { $0.isASCIIDigit }
    guard !levels.isEmpty, levels.count == 1 || levels.first != UInt8(ascii: "0") else { return false }
    let rest = String(text.dropFirst(levels.count))
    return rest == "#" || isPointer(rest)
  }
}

/// UUIDs as RFC 4122 writes them, of any version and in either case.
enum UUIDFormat {
  static func accepts(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexadecimalDigit) }
  }
}

/// Regular expressions that could be used as a `pattern` here.
enum RegexFormat {
  static func accepts(_ text: String) -> Bool {
    do throws(PatternError) {
      _ = try RegularExpression(text)
      return true
    } catch {
      return false
    }
  }
}
