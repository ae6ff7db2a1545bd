import Evidence
import Testing
import TrailBucket

struct PrefixCase: CustomTestStringConvertible, Sendable {
  var uri: String
  var prefix: TrailPrefix?
  var testDescription: String { uri }

  init(_ uri: String, _ prefix: TrailPrefix?) {
    self.uri = uri
    self.prefix = prefix
  }
}

private func at(_ prefix: String) -> S3Location { S3Location(bucket: "trail", prefix: prefix) }

private func days(_ prefix: String, part: String = "") -> TrailPrefix {
  .days(
    RegionLogs(
      location: at(prefix), place: TrailPlace(account: "111122223333", region: "us-east-1")),
    part: part)
}

@Suite("Places in S3")
struct TrailPrefixTests {
  @Test(
    "are what their folders say",
    arguments: [
      PrefixCase("s3://trail", .accounts(at("AWSLogs/"))),
      PrefixCase("s3://trail/", .accounts(at("AWSLogs/"))),
      PrefixCase("s3://trail/audit", .accounts(at("audit/AWSLogs/"))),
      PrefixCase("s3://trail/AWSLogs", .accounts(at("AWSLogs/"))),
      PrefixCase("s3://trail/audit/AWSLogs/", .accounts(at("audit/AWSLogs/"))),
      PrefixCase("s3://trail/AWSLogs/o-a1b2c3d4e5/", .accounts(at("AWSLogs/o-a1b2c3d4e5/"))),
      PrefixCase(
        "s3://trail/AWSLogs/111122223333",
        .regions(at("AWSLogs/111122223333/CloudTrail/"), account: "111122223333")),
      PrefixCase(
        "s3://trail/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/",
        .regions(at("AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/"), account: "111122223333")),
      PrefixCase(
        "s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/",
        days("AWSLogs/111122223333/CloudTrail/us-east-1/")),
      PrefixCase(
        "s3://trail/x/AWSLogs/o-1/111122223333/CloudTrail/us-east-1/2020/02/03",
        days("x/AWSLogs/o-1/111122223333/CloudTrail/us-east-1/", part: "2020/02/03/")),
      PrefixCase("s3://trail/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/", nil),
      PrefixCase("s3://trail/AWSLogs/11112222333/CloudTrail/", nil),
      PrefixCase("s3://trail/AWSLogs/111122223333/elasticloadbalancing/us-east-1/", nil),
      PrefixCase("s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2020/2/3/", nil),
      PrefixCase("s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/03/04/", nil),
    ])
  func prefixes(_ place: PrefixCase) throws {
    #expect(TrailPrefix(try #require(S3Location(uri: place.uri))) == place.prefix)
  }

  @Test(
    "need the name of a bucket",
    arguments: [
      "s3://", "s3:///AWSLogs/", "s3://a", "s3://tr ail/", "s3://trail\u{1B}/x", "S3://trail",
      "/tmp",
    ])
  func noPlaces(_ uri: String) {
    #expect(S3Location(uri: uri) == nil)
  }
}
