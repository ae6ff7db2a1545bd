import JSON
import RawEvidence
import S3Access
import Timeline

/// The calls of S3 Control that matter here. They name an access point, and its bucket at most where
/// it is made.
///
/// Source: Amazon S3 API Reference, "CreateAccessPoint" and "PutAccessPointPolicy".
enum AccessPointCall: String, CaseIterable {
  case create = "CreateAccessPoint"
  case putPolicy = "PutAccessPointPolicy"
}

/// The parameters of such a call. AWS publishes no record of one, so each value is looked for by its
/// name in the API, at the top and within the request's document.
struct AccessPointParameters {
  private let parameters: JSONValue

  init(_ parameters: JSONValue) {
    self.parameters = parameters
  }

  /// The access point's name or ARN.
  var name: String? { text("name") ?? text("accesspointname") }
  /// The account that owns the access point; the host begins with it.
  var account: String? {
    if let account = text("accountid") ?? text("x-amz-account-id") { return account }
    let host = text("host").map { $0.prefix { $0 != "." } }
    return host.flatMap { $0.isAccountID ? String($0) : nil }
  }
  /// The bucket that the access point leads to.
  var bucket: String? { text("bucket") ?? text("bucketname") }
  /// The account of that bucket, where it is named.
  var bucketAccount: String? { text("bucketaccountid") }
  /// Whether a VPC is named, from which alone the access point can be reached.
  var namesVPC: Bool {
    value("vpcid") != nil || value("vpcconfiguration")?.members.isEmpty == false
  }
  /// The policy: a string that holds JSON, or an object.
  var policy: JSONValue? {
    // The sub-resource of the URL has the same name, and no value.
    value("policy") { value in
      if case .object? = value.elements.first { return true }
      return value.elements.first?.string?.isEmpty == false
    }
  }

  private func text(_ name: String) -> String? {
    value(name) { $0.elements.first?.string?.isEmpty == false }?.elements.first?.string
  }

  /// The first value of that name, letter case aside, down to the document's own members.
  private func value(_ name: String, where fits: (JSONValue) -> Bool = { _ in true }) -> JSONValue?
  {
    var level = [parameters]
    for _ in 0..<3 {
      let members = level.flatMap { $0.elements.flatMap(\.members) }
      if let found = members.first(where: { $0.name.lowercased() == name && fits($0.value) }) {
        return found.value
      }
      level = members.map(\.value)
    }
    return nil
  }
}

extension TrailAccumulator {
  /// Adds what a call says of an access point; what it is to be told under is its ARN, until some
  /// record says which bucket it leads to.
  mutating func addAccessPoint(
    _ call: AccessPointCall, _ record: borrowing ScannedRecord, traits: RecordTraits,
    at seconds: Int64
  ) -> Shortcoming? {
    let parameters = record.parameters().map { AccessPointParameters($0) }
    let recipient = record.text(of: record.recipientAccount)
    let account = parameters?.account ?? recipient
    let arn =
      AccessPointName(inARN: record.resourceARN)
      ?? parameters?.name.map {
        AccessPointName(name: $0, account: account, region: record.text(of: record.awsRegion))
      }
    guard let arn else { return record.errorCode.isPresent ? nil : .withoutBucket }
    let succeeded = !record.errorCode.isPresent
    if succeeded, let bucket = buckets.nameByResource(of: record) ?? parameters?.bucket {
      let other = parameters?.bucketAccount.map { $0 != account } ?? false
      let isMade = call == .create && record.parametersForm == .object
      note(
        AccessPointAttachment(
          accessPoint: arn.name, bucket: bucket,
          origin: !isMade ? .unknown : parameters?.namesVPC == true ? .vpc : .internet,
          isOfOtherAccount: other))
    }
    guard call == .putPolicy else { return nil }
    let place = buckets.place(of: arn)
    if succeeded {
      buckets.claim(place, account: record.recipientAccount, isNamed: false, at: seconds)
    }
    let request = Request(
      bucket: place, traits: traits, time: Instant(secondsSince1970: seconds),
      owner: record.recipientAccount, carriesACL: false)
    let policy = PolicyDocument(parameters?.policy) { record.parse($0) }
    add(.policy(policy, onAccessPoint: true), request, record)
    return nil
  }
}
