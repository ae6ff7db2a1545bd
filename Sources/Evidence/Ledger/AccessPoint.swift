import S3Access

/// That an access point leads to a bucket: what a request through it does, it does to the bucket.
public struct AccessPointAttachment: Hashable, Codable, Sendable, Comparable {
  /// The access point's ARN or alias.
  public var accessPoint: String
  /// The bucket's name.
  public var bucket: String
  /// From where it can be reached.
  public var origin: Origin
  /// Whether it belongs to another account than the bucket does.
  public var isOfOtherAccount: Bool

  /// From where an access point can be reached.
  ///
  /// Source: Amazon S3 API Reference, "CreateAccessPoint", VpcConfiguration.
  public enum Origin: Int, Hashable, Codable, Sendable {
    /// No record says.
    case unknown
    case internet
    /// From one VPC only, so that none of its policies is public.
    case vpc
  }

  /// The attachment of an access point to a bucket.
  public init(
    accessPoint: String, bucket: String, origin: Origin = .unknown, isOfOtherAccount: Bool = false
  ) {
    self.accessPoint = accessPoint
    self.bucket = bucket
    self.origin = origin
    self.isOfOtherAccount = isOfOtherAccount
  }

  public static func < (a: AccessPointAttachment, b: AccessPointAttachment) -> Bool {
    (a.accessPoint, a.bucket, a.origin.rawValue, a.isOfOtherAccount ? 1 : 0)
      < (b.accessPoint, b.bucket, b.origin.rawValue, b.isOfOtherAccount ? 1 : 0)
  }
}

extension Ledger {
  /// Adds that an access point leads to a bucket.
  public mutating func attach(_ attachment: AccessPointAttachment) {
    accessPoints.insert(attachment)
  }

  /// The ledger with what was done to an access point told of its bucket, where any record says which
  /// that is. What is told of one whose bucket nobody knows stays under its own name.
  ///
  /// A policy that cannot be public, since only a VPC is let in, matters to nobody; nor does one of
  /// an access point of another account, which the bucket's settings do not reach.
  ///
  /// That requests through an access point are recorded says nothing of other requests to the bucket,
  /// for trails select them apart; so what was seen of the access point is no sight of the bucket.
  ///
  /// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage",
  /// BlockPublicPolicy and "Access points"; "Amazon S3 CloudTrail events", resources.type.
  func resolvingAccessPoints() -> Ledger {
    let attachments = Dictionary(grouping: accessPoints, by: \.accessPoint)
    guard !attachments.isEmpty else { return self }
    var ledger = self
    for (fact, tally) in facts {
      guard let known = attachments[fact.bucket] else { continue }
      ledger.facts[fact] = nil
      if fact.isPolicy, known.contains(where: { $0.origin == .vpc || $0.isOfOtherAccount }) {
        continue
      }
      for bucket in Set(known.map(\.bucket)) {
        var resolved = fact
        resolved.bucket = bucket
        ledger.record(resolved, tally)
      }
    }
    ledger.sightings = sightings.filter { attachments[$0.key.bucket] == nil }
    ledger.ownership = ownership.filter { attachments[$0.key.bucket] == nil }
    ledger.aclRequiredSince = aclRequiredSince.filter { attachments[$0.key] == nil }
    return ledger
  }
}

extension Fact {
  fileprivate var isPolicy: Bool { if case .policy = subject { true } else { false } }
}
