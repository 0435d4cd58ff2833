import JSON

/// Reads JSON: the values from the parser, the places from the layout, which has the same shape.
struct JSONDocumentReader {
  let name: String
  let limits: DocumentLimits

  func read(_ text: String) throws(DocumentError) -> Document {
    let jsonLimits = JSONLimits(depth: limits.depth, bytes: limits.bytes)
    do throws(JSONSyntaxError) {
      let value = try JSONValue(parsing: text, limits: jsonLimits)
      var text = text
      let root = try text.withUTF8 { bytes in
        Result { () throws(JSONSyntaxError) in try JSONLayout(scanning: bytes, limits: jsonLimits) }
          .map { JSONPlacer(bytes: bytes).place($0, of: value) }
      }.get()
      return Document(name: name, text: text, format: .json, value: value, root: root)
    } catch {
      throw DocumentError(
        name: name, line: error.line, column: error.column, message: error.message, hint: error.documentHint)
    }
  }
}

extension JSONSyntaxError {
  fileprivate var documentHint: String? {
    switch reason {
    case .numberOutOfRange: "put it in quotes if it is text"
    case .duplicateKey: "remove or rename one of them"
    case .syntax, .limit, .unsupported: nil
    }
  }
}
