import Yams

/// Keeps nested aliases out of keys.
///
/// Values that aliases repeat cost nothing until the builder expands them, and the builder counts. Keys are another
/// matter: Yams compares and hashes them while it reads, with everything that their aliases stand for, so that twenty
/// lines can keep it busy for years. Keys that aren't text are refused anyway, but only after Yams is done. Hence this
/// look ahead: the text is read once with its aliases turned into plain texts, which takes linear time, and refused
/// if a key holds one of them or isn't text.
struct AliasGuard {
  let name: String

  /// A dozen aliases repeat a text a hundredfold at the very most (12 = 3 + 3 + 3 + 3 makes 3⁴).
  private static let harmlessCount = 12

  /// Stands for the asterisk of an alias. A private-use character: no person types it.
  private static let marker: Unicode.Scalar = "\u{F7A1}"

  func check(_ text: String) throws(DocumentError) {
    let (marked, count) = markingAliases(text)
    guard count > AliasGuard.harmlessCount else { return }
    do {
      if let root = try YAMLText.compose(marked), let key = firstBadKey(in: root) { throw refusal(of: key) }
    } catch let error as DocumentError {
      throw error
    } catch {
      throw YAMLComplaint(name: name, text: text).documentError(for: error)
    }
  }

  private func refusal(of key: Node) -> DocumentError {
    DocumentError(
      name: name, position: SourcePosition(key.mark), message: "a key must be text, and no alias in a document of many",
      hint: "write the key out")
  }

  /// Also marks what only looks like an alias, in quotes or block texts; there it changes nothing that matters here.
  private func markingAliases(_ text: String) -> (text: String, count: Int) {
    var marked = String.UnicodeScalarView()
    var count = 0
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      let isAlias = scalar == "*" && " \t\r\n[{,:?-".unicodeScalars.contains(previous)
      marked.append(isAlias ? AliasGuard.marker : scalar)
      count += isAlias ? 1 : 0
      previous = scalar
    }
    return (String(marked), count)
  }

  private func firstBadKey(in node: Node) -> Node? {
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let sequence): return sequence.lazy.compactMap { firstBadKey(in: $0) }.first
    case .mapping(let mapping):
      for (key, value) in mapping {
        guard let scalar = key.scalar, scalar.string.unicodeScalars.first != AliasGuard.marker else { return key }
        if let bad = firstBadKey(in: value) { return bad }
      }
      return nil
    }
  }
}
