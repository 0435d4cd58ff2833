/// A property of characters, as `\p{…}` names them: general categories, and the binary properties that the standard
/// library knows.
enum ScalarProperty: Sendable {
  case category(Set<Unicode.GeneralCategory>)
  case binary(BinaryProperty)

  /// `L`, `Letter`, `gc=Lu`, `General_Category=Uppercase_Letter`, `Alphabetic`.
  init?(named name: String) {
    for prefix in ["gc=", "General_Category="] where name.hasPrefix(prefix) {
      guard let categories = GeneralCategories.named(String(name.dropFirst(prefix.count))) else { return nil }
      self = .category(categories)
      return
    }
    if let categories = GeneralCategories.named(name) {
      self = .category(categories)
    } else if let property = BinaryProperty(named: name) {
      self = .binary(property)
    } else {
      return nil
    }
  }

  func holds(for scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .category(let categories): categories.contains(scalar.properties.generalCategory)
    case .binary(let property): property.holds(scalar)
    }
  }
}

/// A property that a character has or hasn't.
struct BinaryProperty: Sendable {
  let holds: @Sendable (Unicode.Scalar) -> Bool

  init?(named name: String) {
    guard let holds = BinaryProperty.known[name] else { return nil }
    self.holds = holds
  }

  private static let known: [String: @Sendable (Unicode.Scalar) -> Bool] = {
    let properties: [([String], @Sendable (Unicode.Scalar) -> Bool)] = [
      (["Any"], { _ in true }),
      (["ASCII"], { $0.isASCII }),
      (["Assigned"], { $0.properties.generalCategory != .unassigned }),
      (["Alphabetic", "Alpha"], { $0.properties.isAlphabetic }),
      (["ASCII_Hex_Digit", "AHex"], { $0.properties.isASCIIHexDigit }),
      (["Cased"], { $0.properties.isCased }),
      (["Case_Ignorable", "CI"], { $0.properties.isCaseIgnorable }),
      (["Dash"], { $0.properties.isDash }),
      (["Default_Ignorable_Code_Point", "DI"], { $0.properties.isDefaultIgnorableCodePoint }),
      (["Diacritic", "Dia"], { $0.properties.isDiacritic }),
      (["Emoji"], { $0.properties.isEmoji }),
      (["Emoji_Modifier", "EMod"], { $0.properties.isEmojiModifier }),
      (["Emoji_Modifier_Base", "EBase"], { $0.properties.isEmojiModifierBase }),
      (["Emoji_Presentation", "EPres"], { $0.properties.isEmojiPresentation }),
      (["Extender", "Ext"], { $0.properties.isExtender }),
      (["Hex_Digit", "Hex"], { $0.properties.isHexDigit }),
      (["ID_Continue", "IDC"], { $0.properties.isIDContinue }),
      (["ID_Start", "IDS"], { $0.properties.isIDStart }),
      (["Ideographic", "Ideo"], { $0.properties.isIdeographic }),
      (["Join_Control", "Join_C"], { $0.properties.isJoinControl }),
      (["Lowercase", "Lower"], { $0.properties.isLowercase }),
      (["Math"], { $0.properties.isMath }),
      (["Noncharacter_Code_Point", "NChar"], { $0.properties.isNoncharacterCodePoint }),
      (["Pattern_Syntax", "Pat_Syn"], { $0.properties.isPatternSyntax }),
      (["Pattern_White_Space", "Pat_WS"], { $0.properties.isPatternWhitespace }),
      (["Quotation_Mark", "QMark"], { $0.properties.isQuotationMark }),
      (["Sentence_Terminal", "STerm"], { $0.properties.isSentenceTerminal }),
      (["Soft_Dotted", "SD"], { $0.properties.isSoftDotted }),
      (["Terminal_Punctuation", "Term"], { $0.properties.isTerminalPunctuation }),
      (["Unified_Ideograph", "UIdeo"], { $0.properties.isUnifiedIdeograph }),
      (["Uppercase", "Upper"], { $0.properties.isUppercase }),
      (["Variation_Selector", "VS"], { $0.properties.isVariationSelector }),
      (["White_Space", "space"], { $0.properties.isWhitespace }),
      (["XID_Continue", "XIDC"], { $0.properties.isXIDContinue }),
      (["XID_Start", "XIDS"], { $0.properties.isXIDStart }),
    ]
    var known: [String: @Sendable (Unicode.Scalar) -> Bool] = [:]
    for (names, holds) in properties { for name in names { known[name] = holds } }
    return known
  }()
}
