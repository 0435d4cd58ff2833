public import JSON

/// The short form in which Attune's actions describe their parameters: an object of names, each with its `type`, and with
/// `required` and `secret` as marks of the member itself.
///
///     {url: {type: string, required: true}, token: {type: string, secret: true}, retries: {type: integer, default: 3}}
public struct FlatSchema: Hashable, Sendable {
  /// The same as a JSON Schema of an object. Secret members are `writeOnly`.
  public let schema: JSONValue
  /// Where in a value secrets stand; items of lists are `*`.
  public let secrets: [JSONPointer]

  /// Whether a value is in the short form: all that it holds are descriptions of members. What could be both is a JSON
  /// Schema.
  public static func isFlat(_ value: JSONValue) -> Bool {
    guard case .object(let members) = value, !members.isEmpty else { return false }
    guard members.allSatisfy({ name, member in !name.hasPrefix("$") && FlatMember.isOne(member) }) else { return false }
    let keywords = KeywordTable.of(.draft2020).known
    return members.contains { name, member in !keywords.contains(name) || FlatMember.isMarked(member) }
  }

  /// Reads the short form. Members of members, and of items, may be in the short form too.
  public init(_ value: JSONValue) throws(SchemaError) {
    var reader = FlatReader()
    schema = reader.object(value, at: JSONPointer(), in: JSONPointer())
    guard reader.problems.isEmpty else { throw SchemaError(problems: reader.problems) }
    secrets = reader.secrets
  }

  /// A JSON Schema of what is either one, or in the short form.
  public static func schema(of value: JSONValue) throws(SchemaError) -> JSONValue {
    isFlat(value) ? try FlatSchema(value).schema : value
  }
}
