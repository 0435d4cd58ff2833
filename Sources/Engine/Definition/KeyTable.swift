/// Which keys an object of a definition may have, how else they may be spelled, and which belong to the language but
/// not to this version.
struct KeyTable {
  /// What the object is, for messages: "a retry".
  let object: String
  private(set) var keys: [Key] = []
  private(set) var notYet: [String: String] = [:]
  private var meanings: [String: Meaning] = [:]

  init(_ object: String, _ keys: [Key], notYet: [String: String] = [:]) {
    self.object = object
    add(keys, notYet: notYet)
  }

  /// The keys of this table and more.
  func extended(as object: String, _ further: [Key], notYet: [String: String] = [:]) -> KeyTable {
    var table = KeyTable(object, keys, notYet: self.notYet)
    table.add(further, notYet: notYet)
    return table
  }

  /// A setting: its name, and other words for it.
  struct Key: ExpressibleByStringLiteral {
    let name: String
    let aliases: [String]

    init(_ name: String, _ aliases: String...) {
      self.name = name
      self.aliases = aliases
    }

    init(stringLiteral name: String) { self.init(name) }
  }

  /// What a spelling stands for.
  enum Meaning {
    /// A setting; `plain` is the spelling to prefer if this one is deprecated.
    case setting(String, insteadOf: String?)
    /// Known, but refused; the feature's name.
    case notYet(String)
  }

  func meaning(of spelling: String) -> Meaning? { meanings[spelling] }

  /// The spellings to suggest.
  var names: [String] { keys.flatMap { [$0.name] + $0.aliases } + notYet.keys.sorted() }

  private mutating func add(_ further: [Key], notYet more: [String: String]) {
    keys += further
    notYet.merge(more) { _, new in new }
    for key in further { for word in [key.name] + key.aliases { admit(word) { .setting(key.name, insteadOf: $0) } } }
    for (word, feature) in more { admit(word) { _ in .notYet(feature) } }
  }

  /// A word in camelCase and, where that differs, its snake_case.
  private mutating func admit(_ word: String, _ meaning: (String?) -> Meaning) {
    meanings[Spelling.snakeCase(word)] = meaning(word)
    meanings[word] = meaning(nil)
  }
}
