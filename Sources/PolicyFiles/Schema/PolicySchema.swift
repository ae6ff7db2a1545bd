import JSON

/// The format of policy files as a JSON Schema, for editors and for other tools.
///
/// It is made from the tables that the decoder goes by, so that both know the same keys and values. It
/// says all that a schema can say of one file; what takes a second file or a calendar, the linter says.
/// Source: JSON Schema, draft 2020-12.
public enum PolicySchema {
  /// The schema.
  public static let document: JSONValue = .object(
    [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
      .init("title", "bpa-ready policy file, version 1"),
      .init(
        "description",
        "A team's buckets and what is asked of them, or a baseline that teams' files extend."),
    ] + mapping(FileKey.self).members
      + [
        .init("if", isBaseline),
        .init("then", ["required": .array([FileKey.version.name])]),
        .init(
          "else",
          [
            "required": .array([FileKey.version, .team, .buckets].map(\.name)),
            "properties": [FileKey.maximumWaiverDays.rawValue: false],
          ]),
      ])

  /// Whether a file claims nothing and says what others are to take in.
  private static let isBaseline: JSONValue = [
    "not": .anyOf([FileKey.team, .buckets, .waivers].map(\.present)),
    "anyOf": .array([FileKey.defaults, .maximumWaiverDays].map(\.present)),
  ]

  /// A mapping that may have these keys and no others.
  static func mapping<Key: SchemaKey>(
    _: Key.Type, requiring required: [Key] = []
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("type", "object"), .init("additionalProperties", false),
      .init(
        "properties",
        .object(
          Key.allCases.map { key in
            .init(
              key.rawValue,
              .object([.init("description", .string(key.meaning))] + key.values.members))
          })),
    ]
    if !required.isEmpty { members.append(.init("required", .array(required.map(\.name)))) }
    return .object(members)
  }
}

/// A key that the schema can describe. A key without a meaning and values does not compile.
protocol SchemaKey: PolicyKey {
  /// What it says, for the person who hovers over it.
  var meaning: String { get }
  /// The schema of its values.
  var values: JSONValue { get }
}

extension SchemaKey {
  /// The key in a list of keys.
  var name: JSONValue { .string(rawValue) }

  /// A mapping that has the key.
  var present: JSONValue { ["required": [name]] }

  /// A mapping that does not have the key.
  var absent: JSONValue { ["properties": .object([.init(rawValue, false)])] }

  /// A mapping that has the key with such a value.
  func being(_ value: JSONValue) -> JSONValue {
    ["properties": .object([.init(rawValue, value)]), "required": [name]]
  }
}

extension JSONValue {
  /// What meets one of the schemas at least.
  static func anyOf(_ schemas: [JSONValue]) -> JSONValue { ["anyOf": .array(schemas)] }

  /// What meets the second schema where it meets the first.
  static func when(_ condition: JSONValue, _ then: JSONValue) -> JSONValue {
    ["if": condition, "then": then]
  }

  /// The schema together with others that have to be met too.
  func adding(_ schemas: [JSONValue]) -> JSONValue {
    .object(members + [.init("allOf", .array(schemas))])
  }
}
