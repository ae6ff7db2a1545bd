import Crypto
import CryptoExtras
import Foundation
import JSON
import Timeline
import TrailFixtures

/// Hours of a trail with digests, signed with a key of the test's own, and what somebody did to them.
struct DigestStory {
  /// One hour: its log files, by name, and its digest.
  struct Hour {
    var logs: [(name: String, text: String)]
    var digestName: String
    var digest: String
    var signature: String
  }

  static let bucket = "trail-logs"
  static let folder = "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2020/02/03"
  static let first = "2020-02-03T00:00:00Z"

  var hours: [Hour] = []
  let key: _RSA.Signing.PrivateKey

  /// A chain of so many hours; in each, one log file, but for the hours that are empty.
  init(hours count: Int, emptyHours: Set<Int> = [2], key: _RSA.Signing.PrivateKey) throws {
    self.key = key
    for number in 0..<count {
      let name =
        "111122223333_CloudTrail_us-east-1_20200203T\(Self.two(number))30Z_file\(number).json"
      let event = Event.getObject(bucket: "b", at: "2020-02-03T\(Self.two(number)):25:00Z")
      let logs =
        emptyHours.contains(number)
        ? [] : [(name, String(decoding: logFile([event]), as: UTF8.self))]
      try append(logs, number: number, after: hours.last)
    }
  }

  /// Adds an hour whose digest follows on another.
  mutating func append(
    _ logs: [(name: String, text: String)], number: Int, after previous: Hour?
  ) throws {
    let end = "2020-02-03T\(Self.two(number + 1)):00:00Z"
    let name =
      "111122223333_CloudTrail-Digest_us-east-1_main_us-east-1_20200203T\(Self.two(number + 1))0000Z"
      + ".json"
    let document: JSONValue = [
      "awsAccountId": "111122223333",
      "digestStartTime": .string("2020-02-03T\(Self.two(number)):00:00Z"),
      "digestEndTime": .string(end), "digestS3Bucket": .string(Self.bucket),
      "digestS3Object": .string("\(Self.folder)/\(name).gz"),
      "digestPublicKeyFingerprint": "f1", "digestSignatureAlgorithm": "SHA256withRSA",
      "previousDigestS3Bucket": previous == nil ? .null : .string(Self.bucket),
      "previousDigestS3Object": previous.map { .string("\(Self.folder)/\($0.digestName).gz") }
        ?? .null,
      "previousDigestHashValue": previous.map { .string(Self.hash($0.digest)) } ?? .null,
      "previousDigestHashAlgorithm": "SHA-256",
      "previousDigestSignature": previous.map { .string($0.signature) } ?? .null,
      "logFiles": .array(
        logs.map {
          [
            "s3Bucket": .string(Self.bucket), "s3Object": .string("a/b/\($0.name).gz"),
            "hashValue": .string(Self.hash($0.text)), "hashAlgorithm": "SHA-256",
            "oldestEventTime": .string("2020-02-03T\(Self.two(number)):25:00Z"),
          ]
        }),
    ]
    let text = document.compactText
    let signed = [
      end, "\(Self.bucket)/\(Self.folder)/\(name).gz", Self.hash(text),
      previous?.signature ?? "null",
    ].joined(separator: "\n")
    let signature = try key.signature(for: Array(signed.utf8), padding: .insecurePKCS1v1_5)
    hours.append(
      Hour(
        logs: logs, digestName: name, digest: text,
        signature: Self.hexadecimal(signature.rawRepresentation)))
  }

  /// Writes all of it below a folder.
  func write(to folder: TemporaryFolder) throws {
    for hour in hours {
      try folder.write(Array(hour.digest.utf8), to: "\(Self.folder)/\(hour.digestName)")
      for log in hour.logs {
        try folder.write(
          try gzip(Array(log.text.utf8)),
          to: "AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/03/\(log.name).gz")
      }
    }
  }

  /// What `aws cloudtrail list-public-keys` says.
  static func publicKeys(_ key: _RSA.Signing.PrivateKey, isPKCS1: Bool) -> String {
    let value =
      isPKCS1 ? key.publicKey.pkcs1DERRepresentation : key.publicKey.derRepresentation
    return
      #"{"PublicKeyList": [{"Value": "\#(value.base64EncodedString())", "Fingerprint": "f1"}]}"#
  }

  /// What `aws s3api head-object` says of the last digest.
  var headOfLast: String {
    #"{"ContentLength": 7, "Metadata": {"signature": "\#(hours.last?.signature ?? "")"}}"#
  }

  static func hash(_ text: String) -> String {
    hexadecimal(Data(SHA256.hash(data: Array(text.utf8))))
  }

  private static func hexadecimal(_ data: Data) -> String {
    data.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
