/// What a dialect's expressions may consist of.
struct ForeignGrammar {
  /// From the weakest operators to the strongest, by their spelling here, with Starlark's.
  var levels: [Level]
  var constants: [String: String]
  var hasFilters = false
  var hasCollections = false
  /// `!x`
  var hasBang = false

  struct Level {
    var operators: [String: String]
    /// The operator stands before its operand.
    var isNegation = false
  }

  /// The tasks dialect: the operators of template languages.
  static let tasks = ForeignGrammar(
    levels: [
      Level(operators: ["or": "or"]), Level(operators: ["and": "and"]),
      Level(operators: ["not": "not"], isNegation: true),
      Level(operators: [
        "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "in": "in", "not in": "not in",
      ]),
      Level(operators: ["+": "+", "-": "-"]), Level(operators: ["*": "*", "/": "/", "%": "%"]),
    ],
    constants: [
      "true": "True", "false": "False", "null": "None", "none": "None", "True": "True", "False": "False",
      "None": "None",
    ], hasFilters: true, hasCollections: true)

  /// The conditions of the steps dialect: a small part of JavaScript.
  static let conditions = ForeignGrammar(
    levels: [
      Level(operators: ["||": "or"]), Level(operators: ["&&": "and"]),
      Level(operators: ["===": "==", "!==": "!=", "==": "==", "!=": "!="]),
      Level(operators: ["<": "<", "<=": "<=", ">": ">", ">=": ">="]),
    ],
    constants: ["true": "True", "false": "False", "null": "None", "undefined": "None"], hasBang: true)

  /// What stands between the braces of the steps dialect's templates.
  static let placeholders = ForeignGrammar(
    levels: [], constants: ["true": "True", "false": "False", "null": "None"], hasFilters: true)
}

/// Writes texts as Starlark's literals.
enum StarlarkText {
  static func quoted(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "\"") { out, scalar in
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default: out.unicodeScalars.append(scalar)
      }
    } + "\""
  }

  /// Whether the text can stand behind a dot.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return text.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
    } && !keywords.contains(text)
  }

  private static let keywords: Set<String> = [
    "and", "break", "continue", "def", "elif", "else", "for", "if", "in", "lambda", "load", "not", "or", "pass",
    "return", "while", "as", "assert", "class", "del", "except", "finally", "from", "global", "import", "is",
    "nonlocal", "raise", "try", "with", "yield",
  ]
}
