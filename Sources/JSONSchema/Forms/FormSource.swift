import JSON

/// A schema with its references followed and its `allOf` put together, as far as a form is concerned. What can't be put
/// together is left out: the whole schema checks the values in the end.
struct FormSource {
  let document: JSONValue
  let members: JSONObject

  /// References behind references; more are nothing that a person would fill in.
  private static let maximumReferences = 16

  init(document: JSONValue, _ schema: JSONValue) {
    self.document = document
    members = FormSource.merged(schema, document, FormSource.maximumReferences)
  }

  subscript(keyword: String) -> JSONValue? { members[keyword] }

  func source(_ schema: JSONValue) -> FormSource { FormSource(document: document, schema) }

  private static func merged(_ schema: JSONValue, _ document: JSONValue, _ references: Int) -> JSONObject {
    guard var result = schema.objectValue, references > 0 else { return [:] }
    var parts = result["allOf"]?.arrayValue ?? []
    result["allOf"] = nil
    if let reference = result["$ref"]?.stringValue {
      result["$ref"] = nil
      if let target = target(of: reference, in: document) { parts.append(target) }
    }
    for part in parts { result = adding(merged(part, document, references - 1), to: result) }
    return result
  }

  /// References within the document; others lead to schemas that a form is not made of.
  private static func target(of reference: String, in document: JSONValue) -> JSONValue? {
    guard reference.hasPrefix("#"), let fragment = URIReference.decoded(String(reference.dropFirst())) else {
      return nil
    }
    do throws(JSONPointerError) { return try JSONPointer(parsing: fragment).value(in: document) } catch { return nil }
  }

  /// The first to say something is right, but members and required names come from both.
  private static func adding(_ part: JSONObject, to whole: JSONObject) -> JSONObject {
    var result = part.merging(whole)
    if let one = whole["properties"]?.objectValue, let other = part["properties"]?.objectValue {
      result["properties"] = .object(one.merging(other.merging(one)))
    }
    if let one = whole["required"]?.arrayValue, let other = part["required"]?.arrayValue {
      result["required"] = .array(one + other.filter { !one.contains($0) })
    }
    return result
  }
}

extension FormSource {
  var properties: JSONObject { members["properties"]?.objectValue ?? [:] }

  var required: Set<String> { Set((members["required"]?.arrayValue ?? []).compactMap(\.stringValue)) }

  /// The type, if there is one, null aside: an empty field stands for that.
  var type: String? {
    if let name = members["type"]?.stringValue { return name }
    let names = (members["type"]?.arrayValue ?? []).compactMap(\.stringValue).filter { $0 != "null" }
    if names.count == 1 { return names[0] }
    guard names.isEmpty else { return nil }
    return properties.isEmpty ? nil : "object"
  }

  var choices: [FormChoice]? {
    if let values = members["enum"]?.arrayValue {
      return values.filter { !$0.isNull }.map { FormChoice(text: FormValue.text(of: $0), value: $0) }
    }
    return titledChoices
  }

  /// `oneOf` of constants, each with a title, is how choices get labels.
  private var titledChoices: [FormChoice]? {
    guard let alternatives = (members["oneOf"] ?? members["anyOf"])?.arrayValue, !alternatives.isEmpty else {
      return nil
    }
    let choices = alternatives.compactMap { alternative in
      alternative["const"].map { FormChoice(text: FormValue.text(of: $0), value: $0) }
    }
    return choices.count == alternatives.count ? choices : nil
  }
}

/// Values as fields show and post them.
enum FormValue {
  static func text(of value: JSONValue) -> String { value.stringValue ?? value.text }
}
