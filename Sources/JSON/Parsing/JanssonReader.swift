import CJansson

/// Has Jansson read a text and turns its tree into ours.
struct JanssonReader {
  let limits: JSONLimits

  func read(_ text: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, Refusal> {
    // No JSON text holds the byte 0, but Jansson overlooks one behind a number or a word.
    if text.contains(0) { return .failure(.syntax(text: "the byte 0x00 can't stand in JSON", offset: 0)) }
    var error = json_error_t()
    let flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL
    let root = text.withMemoryRebound(to: CChar.self) {
      // Jansson takes a null pointer for a wrong argument, not for an empty text.
      $0.baseAddress.flatMap { json_loadb($0, text.count, Int(flags), &error) }
    }
    guard let root else { return .failure(.syntax(text: Refusal.text(of: error), offset: Int(error.position))) }
    defer { json_decref(root) }
    guard let value = value(of: root, depth: 0) else { return .failure(.tooDeep) }
    return .success(value)
  }

  /// Nil where the tree is deeper than allowed.
  private func value(of node: UnsafeMutablePointer<json_t>, depth: Int) -> JSONValue? {
    switch node.pointee.type {
    case JSON_OBJECT: depth < limits.depth ? object(of: node, depth: depth) : nil
    case JSON_ARRAY: depth < limits.depth ? array(of: node, depth: depth) : nil
    case JSON_STRING: .string(JanssonReader.string(json_string_value(node), json_string_length(node)))
    case JSON_INTEGER: .integer(json_integer_value(node))
    case JSON_REAL: .double(json_real_value(node))
    case JSON_TRUE: .bool(true)
    case JSON_FALSE: .bool(false)
    default: .null
    }
  }

  private func array(of node: UnsafeMutablePointer<json_t>, depth: Int) -> JSONValue? {
    let count = json_array_size(node)
    var elements: [JSONValue] = []
    elements.reserveCapacity(count)
    for index in 0..<count {
      guard let element = json_array_get(node, index), let value = value(of: element, depth: depth + 1) else {
        return nil
      }
      elements.append(value)
    }
    return .array(elements)
  }

  private func object(of node: UnsafeMutablePointer<json_t>, depth: Int) -> JSONValue? {
    let count = json_object_size(node)
    var names: [MemberName] = []
    var values: [JSONValue] = []
    names.reserveCapacity(count)
    values.reserveCapacity(count)
    var member = json_object_iter(node)
    while let current = member {
      guard let element = json_object_iter_value(current), let value = value(of: element, depth: depth + 1) else {
        return nil
      }
      let name = JanssonReader.string(json_object_iter_key(current), json_object_iter_key_len(current))
      names.append(MemberName(text: name))
      values.append(value)
      member = json_object_iter_next(node, current)
    }
    return .object(JSONObject(uniqueNames: names, values: values))
  }

  private static func string(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
    UnsafeBufferPointer(start: start, count: count).withMemoryRebound(to: UInt8.self) {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

extension JanssonReader {
  /// That a text was refused. Jansson's own place lies behind the offending token; the scanner finds the token.
  enum Refusal: Error {
    case syntax(text: String, offset: Int)
    case tooDeep

    func explained(in text: UnsafeBufferPointer<UInt8>, limits: JSONLimits) -> JSONSyntaxError {
      var scanner = JSONScanner(text, limits: limits)
      do throws(JSONSyntaxError) {
        _ = try scanner.scan()
      } catch {
        return error
      }
      switch self {
      case .syntax(let message, let offset):
        return JSONSyntaxError(.syntax, message, at: min(max(offset, 0), text.count), in: text)
      case .tooDeep:
        return JSONSyntaxError(.limit, "nested more than \(limits.depth) deep", at: 0, in: text)
      }
    }

    fileprivate static func text(of error: json_error_t) -> String {
      withUnsafeBytes(of: error.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
  }
}
