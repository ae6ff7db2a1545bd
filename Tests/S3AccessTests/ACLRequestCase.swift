import Foundation
import JSON
import S3Access
import Testing

/// One row of `Conformance/acl-requests.jsonl`: a request as CloudTrail records it, and its ACL.
struct ACLRequestCase: Sendable, CustomTestStringConvertible {
  let name: String
  let operation: S3Operation
  let requestParameters: JSONValue
  let expected: Expectation
  let acl: String?
  let grants: [String]
  let why: String
  let source: String

  enum Expectation: String {
    case isPublic = "public"
    case notPublic = "not-public"
    case none
  }

  var testDescription: String { name }

  var requestedACL: RequestedACL? {
    RequestedACL(
      requestParameters: requestParameters, isFormUpload: operation.isFormUpload)
  }

  init(row: JSONValue) throws {
    name = try #require(row["name"]?.string)
    operation = S3Operation(try #require(row["operation"]?.string))
    requestParameters = try #require(row["requestParameters"])
    let word = try #require(row["expected"]?.string)
    expected = try #require(Expectation(rawValue: word))
    acl = row["acl"]?.string
    grants = try #require(row["grants"]).elements.map { try #require($0.string) }
    why = try #require(row["why"]?.string)
    source = try #require(row["source"]?.string)
  }

  /// All rows; empty where the table cannot be read, which a test of its own would tell.
  static let all: [ACLRequestCase] = (try? read()) ?? []

  static func read() throws -> [ACLRequestCase] {
    let table = try #require(
      Bundle.module.url(
        forResource: "acl-requests", withExtension: "jsonl", subdirectory: "Conformance"))
    return try String(contentsOf: table, encoding: .utf8).split(separator: "\n").map { line in
      try ACLRequestCase(row: JSONValue(parsing: String(line)))
    }
  }
}
