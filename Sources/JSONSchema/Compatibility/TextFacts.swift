import Pattern

/// What is asked of a text.
struct TextFacts: Sendable {
  var count = CountRange()
  var patterns: [RegularExpression] = []
  var wrongPatterns: [RegularExpression] = []
  var formats: [FormatCheck] = []
  var wrongFormats: [FormatCheck] = []

  /// Patterns are told apart by how they are written, formats by their names.
  var isEmpty: Bool {
    count.isEmpty || patterns.contains { pattern in wrongPatterns.contains { $0.source == pattern.source } }
      || formats.contains { format in wrongFormats.contains { $0.name == format.name } }
  }
}
