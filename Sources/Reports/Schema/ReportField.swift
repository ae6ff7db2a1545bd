import JSON

/// A field as the schema describes it. One without a meaning and a type does not compile.
struct ReportField {
  var name: String
  /// What it says, for the person who hovers over it.
  var meaning: String
  var type: FieldType
  /// Whether it is in every report, or only where there is something to say.
  var isAlwaysThere = true

  /// A field that is always there; what is not known is `null` in it.
  init(_ name: String, _ meaning: String, _ type: FieldType) {
    (self.name, self.meaning, self.type) = (name, meaning, type)
  }

  /// A field that speaks only of some cases, and is left out of the others.
  static func sometimes(_ name: String, _ meaning: String, _ type: FieldType) -> ReportField {
    var field = ReportField(name, meaning, type)
    field.isAlwaysThere = false
    return field
  }
}

/// What a field holds.
struct FieldType {
  var schema: JSONValue

  /// Text, of whatever characters.
  static let text = FieldType(schema: ["type": "string"])

  /// A number of things.
  static let count = FieldType(schema: ["type": "integer", "minimum": 0])

  /// A number of lines or columns, counted from 1.
  static let ordinal = FieldType(schema: ["type": "integer", "minimum": 1])

  static let flag = FieldType(schema: ["type": "boolean"])

  /// A second in UTC: `2020-02-03T15:34:11Z`.
  static let instant = FieldType(
    schema: [
      "type": "string", "format": "date-time",
      "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
      "examples": ["2020-02-03T15:34:11Z"],
    ])

  /// A day in UTC: `2020-02-15`.
  static let day = FieldType(
    schema: ["type": "string", "format": "date", "examples": ["2020-02-15"]])

  /// A SHA-256 in hexadecimal.
  static let sha256 = FieldType(schema: ["type": "string", "pattern": "^[0-9a-f]{64}$"])

  /// This one value.
  static func constant(_ value: JSONValue) -> FieldType { FieldType(schema: ["const": value]) }

  /// One of the words that a type has.
  static func choice<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> FieldType {
    choice(Array(Word.allCases))
  }

  /// One of some words of a type.
  static func choice(_ words: [some RawRepresentable<String>]) -> FieldType {
    FieldType(schema: ["enum": .strings(words.map(\.rawValue))])
  }

  static func list(of elements: FieldType) -> FieldType {
    FieldType(schema: ["type": "array", "items": elements.schema])
  }

  /// What the schema defines under a name.
  static func the(_ definition: ReportSchema.Definition) -> FieldType {
    FieldType(schema: ["$ref": .string("#/$defs/\(definition.rawValue)")])
  }

  /// An object with these fields, and with such as later programs add.
  static func object(_ fields: [ReportField]) -> FieldType {
    let properties = fields.map { field in
      JSONValue.Member(
        field.name,
        .object([.init("description", .string(field.meaning))] + field.type.schema.members))
    }
    let required = fields.filter(\.isAlwaysThere).map(\.name)
    return FieldType(
      schema: [
        "type": "object", "properties": .object(properties), "required": .strings(required),
      ])
  }

  /// The same, or `null` where it is not known.
  var orNull: FieldType { FieldType(schema: ["anyOf": [schema, ["type": "null"]]]) }

  /// The same, where a field that is left out of other cases has to be there.
  func requiring(_ field: String, where condition: String, isOneOf values: [String]) -> FieldType {
    let rule: JSONValue = [
      "if": [
        "properties": .object([.init(condition, ["enum": .strings(values)])]),
        "required": [.string(condition)],
      ],
      "then": ["required": [.string(field)]],
    ]
    let rules = schema["allOf"]?.elements ?? []
    return FieldType(
      schema: .object(
        schema.members.filter { $0.name != "allOf" } + [.init("allOf", .array(rules + [rule]))]))
  }
}
