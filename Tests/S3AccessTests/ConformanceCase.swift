import Foundation
import JSON
import S3Access
import Testing

/// One row of `Conformance/policies.jsonl`: a policy, what it is attached to, and AWS's answer.
///
/// The table is data, a row a line, so that other programs can be held to it as well. `source` is the
/// title of an AWS page, or the recording of an answer that AWS gave; `why` says what decides.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
  let name: String
  let document: JSONValue
  let attachment: PolicyAttachment
  let expected: PolicyPublicness
  let why: String
  let source: String

  var testDescription: String { name }

  var isMeasured: Bool { source.hasPrefix("measured: ") }

  init(row: JSONValue) throws {
    name = try #require(row["name"]?.string)
    document = try #require(row["document"])
    let attachedTo = try #require(row["attachedTo"]?.string)
    attachment = try #require(Self.attachments[attachedTo])
    let expected = try #require(row["expected"]?.string)
    self.expected = try #require(Self.answers[expected])
    why = try #require(row["why"]?.string)
    source = try #require(row["source"]?.string)
  }

  func assessment() throws -> PolicyAssessment {
    try BucketPolicy(document: document).publicAccess(attachedTo: attachment)
  }

  private static let attachments: [String: PolicyAttachment] = [
    "bucket": .bucket, "accessPoint": .accessPoint(vpcOrigin: false),
    "accessPointInVPC": .accessPoint(vpcOrigin: true),
  ]
  private static let answers: [String: PolicyPublicness] = [
    "public": .isPublic, "notPublic": .notPublic, "undetermined": .undetermined,
  ]

  /// All rows; empty where the table cannot be read, which a test of its own would tell.
  static let all: [ConformanceCase] = (try? read()) ?? []

  static func read() throws -> [ConformanceCase] {
    let table = try #require(
      Bundle.module.url(
        forResource: "policies", withExtension: "jsonl", subdirectory: "Conformance"))
    return try String(contentsOf: table, encoding: .utf8).split(separator: "\n").map { line in
      try ConformanceCase(row: JSONValue(parsing: String(line)))
    }
  }
}

extension JSONValue {
  /// The value of a JSON text. Members come in the order of their names.
  init(parsing text: String) throws {
    let object = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    self = try Self.value(of: object)
  }

  private static func value(of object: Any) throws -> JSONValue {
    switch object {
    case let text as String: .string(text)
    case let members as [String: Any]:
      .object(
        try members.sorted { $0.key < $1.key }.map { Member($0.key, try value(of: $0.value)) })
    case let elements as [Any]: .array(try elements.map(value(of:)))
    case is NSNull: .null
    case let number as NSNumber:
      // Foundation's booleans are numbers whose type is a character.
      String(cString: number.objCType) == "c"
        ? .bool(number.boolValue) : .number(number.stringValue)
    default: throw UnknownJSON(type: "\(type(of: object))")
    }
  }

  private struct UnknownJSON: Error { let type: String }
}
