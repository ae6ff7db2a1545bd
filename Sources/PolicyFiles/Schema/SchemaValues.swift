import JSON
import S3Access

// The kinds of values that keys take.
extension JSONValue {
  /// Text that is not empty.
  static let text: JSONValue = [
    "type": "string", "pattern": #"\S"#, "maxLength": .number("\(PolicyFileDecoder.longestText)"),
  ]

  /// Text of one line.
  static let word: JSONValue = [
    "type": "string", "pattern": #"^(?=.*\S)[^\u0000-\u001f\u007f-\u009f]+$"#,
    "maxLength": .number("\(PolicyFileDecoder.longestText)"),
  ]

  /// One of some words.
  static func choice(_ words: [String]) -> JSONValue {
    ["enum": .array(words.map(JSONValue.string))]
  }

  /// A list whose order does not matter.
  static func set(of items: JSONValue, atLeast minimum: Int = 0) -> JSONValue {
    ["type": "array", "uniqueItems": true, "minItems": .number("\(minimum)"), "items": items]
  }

  /// A length of time.
  static let timeSpan: JSONValue = [
    "type": "string", "pattern": "^[0-9]+[smhdw]$", "examples": ["90d", "24h"],
  ]

  /// A day.
  static let day: JSONValue = [
    "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "examples": ["2020-03-31"],
  ]

  /// An account's id. Without quotes it is a number, which is taken where it cannot lose a zero.
  static let account: JSONValue = .anyOf([
    ["type": "string", "pattern": "^[0-9]{12}$"],
    ["type": "integer", "minimum": 100_000_000_000, "maximum": 999_999_999_999],
  ])

  /// A bucket's name, one that only old buckets have, or a pattern.
  static let bucket: JSONValue = [
    "type": "string",
    "anyOf": [
      ["pattern": #"^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"#],
      ["pattern": #"^(?=.*[A-Z_])[A-Za-z0-9._-]{3,255}$"#],
      [
        "pattern":
          #"^(?=.*[*?{])(?![.-])(?!.*\.\.)(?!.*[.-]$)(?:[a-z0-9.*?-]|\{[a-z0-9.*?,-]*\})+$"#
      ],
    ],
  ]

  /// A pattern of any text without some characters.
  static func glob(without excluded: String = "") -> JSONValue {
    let plain = #"[^{}\u0000-\u001f\u007f-\u009f\#(excluded)]"#
    return [
      "type": "string", "pattern": .string(#"^(?:\#(plain)|\{\#(plain)*\})+$"#),
      "maxLength": .number("\(PolicyFileDecoder.longestText)"),
    ]
  }

  /// One of the four settings.
  static let setting: JSONValue = .choice(BlockPublicAccessSetting.allCases.map(\.rawValue))

  /// One of the values that `forbidden-acls` takes.
  static let acl: JSONValue = .choice(ForbiddenACL.allCases.map(\.name))
}
