import JSON
import Starlark

/// One value of a template: as it is, or to be made of the run's data.
indirect enum TemplateNode: Sendable {
  case constant(JSONValue)
  case path(DataPath)
  case expression(CompiledExpression)
  case text([TemplateSegment])
  case array([TemplateNode])
  case object([(key: String, node: TemplateNode)])

  init(_ value: JSONValue) throws(ExpressionSyntaxError) {
    switch value {
    case .string(let text): self = try TemplateParser(text).node()
    case .array(let elements): self = try Self.array(elements)
    case .object(let members): self = try Self.object(members)
    case .null, .bool, .integer, .double: self = .constant(value)
    }
  }

  private static func array(_ elements: [JSONValue]) throws(ExpressionSyntaxError) -> TemplateNode {
    var nodes: [TemplateNode] = []
    for (index, element) in elements.enumerated() { nodes.append(try node(element, at: .index(index))) }
    let constants = nodes.compactMap(\.constantValue)
    return constants.count == nodes.count ? .constant(.array(constants)) : .array(nodes)
  }

  private static func object(_ members: JSONObject) throws(ExpressionSyntaxError) -> TemplateNode {
    var nodes: [(key: String, node: TemplateNode)] = []
    for (key, value) in members { nodes.append((key, try node(value, at: .key(key)))) }
    var constant = JSONObject()
    for (key, node) in nodes { constant[key] = node.constantValue }
    return constant.count == nodes.count ? .constant(.object(constant)) : .object(nodes)
  }

  private static func node(
    _ value: JSONValue, at component: DataPath.Component
  ) throws(ExpressionSyntaxError) -> TemplateNode {
    do throws(ExpressionSyntaxError) {
      return try TemplateNode(value)
    } catch {
      var error = error
      error.path.insert(component, at: 0)
      throw error
    }
  }

  private var constantValue: JSONValue? { if case .constant(let value) = self { value } else { nil } }

  func render(_ rendering: TemplateRendering) throws(RunError) -> JSONValue {
    switch self {
    case .constant(let value): return value
    case .path(let path): return try path.requiredValue(in: rendering.scope)
    case .expression(let expression):
      return try expression.evaluate(in: rendering.names, rendering.thread) { value, thread throws(EvaluationError) in
        try value.json(in: thread)
      }
    case .text(let segments):
      var text = ""
      for segment in segments { text += try segment.render(rendering) }
      return .string(text)
    case .array(let nodes):
      var elements: [JSONValue] = []
      for node in nodes { elements.append(try node.render(rendering)) }
      return .array(elements)
    case .object(let nodes):
      var members = JSONObject()
      for (key, node) in nodes { members[key] = try node.render(rendering) }
      return .object(members)
    }
  }
}

/// A piece of a text: characters, or an expression whose value is written.
enum TemplateSegment: Sendable {
  case text(String)
  case expression(CompiledExpression)

  func render(_ rendering: TemplateRendering) throws(RunError) -> String {
    switch self {
    case .text(let text): return text
    case .expression(let expression):
      return try expression.evaluate(in: rendering.names, rendering.thread) { value, thread throws(EvaluationError) in
        let json = try value.json(in: thread)
        let text = json.stringValue ?? json.text
        try thread.countWork(bytes: text.utf8.count)
        return text
      }
    }
  }
}
