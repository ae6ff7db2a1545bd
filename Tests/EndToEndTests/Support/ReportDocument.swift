import Foundation

/// The JSON report, read by another reader than the project's own, as far as these tests look.
struct ReportDocument: Decodable {
  var schema: String
  var asOf: String
  var verdict: String
  var exitCode: Int32
  var counts: [String: Int]
  var buckets: [Bucket]
  var evidence: Evidence
  var policies: [Policy]

  struct Bucket: Decodable {
    var bucket: String
    var verdict: String
    var settings: [String: Setting]
    var findings: [Finding]
  }

  struct Setting: Decodable {
    var status: String
  }

  struct Finding: Decodable {
    var kind: String
    var state: String
    var principal: String
    var userAgents: [String]
    var samples: [Sample]
    var count: Int
    var first: String
    var last: String

    var extent: [String] { ["\(count)", first, last] }
  }

  struct Sample: Decodable {
    var key: String?
  }

  struct Evidence: Decodable {
    var files: Int
    var events: Int
    var filesPassedOver: Int
    var unreadable: [Unreadable]
  }

  struct Unreadable: Decodable, Equatable {
    var file: String
    var offset: Int
    var reason: String
  }

  struct Policy: Decodable {
    var file: String
    /// `nil` for a baseline.
    var team: String?
  }

  init(_ text: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
  }

  /// The verdict on each bucket, by name.
  var verdicts: [String: String] {
    Dictionary(uniqueKeysWithValues: buckets.map { ($0.bucket, $0.verdict) })
  }
}
