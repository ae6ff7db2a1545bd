import JSON
import TrailFixtures

/// The events of one region of the busy account, one of each operation, caller and bucket.
struct BusyTraffic {
  /// Events that occur equally often.
  struct Kind {
    /// How many of a thousand events are of this kind.
    var share: Int
    var events: [Event]
  }

  private let buckets: [BusyAccount.Bucket]

  init(region: String) {
    buckets = BusyAccount.buckets.filter { $0.region == region }
  }

  /// Everything that happens.
  var kinds: [Kind] { ownReads + ownWrites + strangers + [refusals, logDeliveries] + management }

  private var ownReads: [Kind] {
    [
      Kind(share: 330, events: eachCaller { .getObject(bucket: $0, key: $1, by: $2) }),
      Kind(share: 140, events: eachCaller { .headObject(bucket: $0, key: $1, by: $2) }),
      Kind(
        share: 90,
        events: eachCaller { bucket, _, role in
          .listObjects(bucket: bucket, prefix: "data/\(Slot.object.placeholder)", by: role)
        }),
    ]
  }

  private var ownWrites: [Kind] {
    [
      Kind(share: 190, events: eachCaller { .putObject(bucket: $0, key: $1, by: $2) }),
      Kind(
        share: 10, events: eachCaller { .putObject(bucket: $0, key: $1, acl: "private", by: $2) }),
      Kind(
        share: 5,
        events: eachCaller(in: BusyAccount.bucketsWithPublicUploads) {
          .putObject(bucket: $0, key: $1, acl: "public-read", by: $2)
        }),
      Kind(
        share: 60,
        events: eachCaller { bucket, key, role in
          .s3(
            "UploadPart", bucket: bucket, key: key, by: role,
            parameters: [.init("partNumber", "7"), .init("uploadId", "VXBsb2FkIElEIG9mIGEgcGFydA")]
          ).with { $0.transfer?.bytesIn = "4096" }
        }),
      Kind(share: 8, events: eachCaller { .createMultipartUpload(bucket: $0, key: $1, by: $2) }),
      Kind(
        share: 7, events: eachCaller { .s3("CompleteMultipartUpload", bucket: $0, key: $1, by: $2) }
      ),
      Kind(share: 10, events: eachCaller { .copyObject(bucket: $0, key: $1, by: $2) }),
      Kind(share: 45, events: eachCaller { .deleteObject(bucket: $0, key: $1, by: $2) }),
    ]
  }

  /// Anonymous readers and partners.
  private var strangers: [Kind] {
    let pages = buckets.filter { BusyAccount.publicBuckets.contains($0.name) }.map(\.slotted)
    let partners = BusyAccount.foreignAccounts.map { Caller.otherAccount($0) }
    let shared = buckets.filter { $0.name.hasSuffix("-exports") }.map(\.slotted)
    return [
      Kind(
        share: 10,
        events: pages.flatMap { bucket in
          BusyAccount.browsers.map { browser in
            Event.getObject(bucket: bucket, key: Self.key, by: .anonymous)
              .with { $0.userAgent = browser }
          }
        }),
      Kind(
        share: 10,
        events: shared.flatMap { bucket in
          partners.map { .getObject(bucket: bucket, key: Self.key, by: $0) }
        }),
      // The policy does not name this partner, so it is let in by the objects' ACLs.
      Kind(
        share: 5,
        events: shared.prefix(3).flatMap { bucket in
          partners.prefix(1).map {
            .getObject(bucket: bucket, key: Self.key, by: $0, aclRequired: true)
          }
        }),
    ]
  }

  private var refusals: Kind {
    let anonymous = buckets.map {
      Event.getObject(bucket: $0.slotted, key: Self.key, by: .anonymous)
    }
    let audit = eachCaller { .putObject(bucket: $0, key: $1, by: $2) }
    return Kind(share: 15, events: (anonymous + audit).map { $0.refused() })
  }

  private var logDeliveries: Kind {
    let places = buckets.filter { $0.name.hasSuffix("-archive") }
    return Kind(
      share: 30,
      events: places.flatMap { bucket in
        BusyAccount.logDeliverers.map {
          .putObject(
            bucket: bucket.slotted, key: "AWSLogs/111122223333/\(Slot.object.placeholder).log.gz",
            acl: "bucket-owner-full-control", by: .service($0))
        }
      })
  }

  private var management: [Kind] {
    [
      Kind(share: 20, events: BusyManagement.otherServices),
      Kind(share: 15, events: BusyManagement.bucketCalls(on: buckets)),
    ]
  }

  static var key: String { "data/\(Slot.object.placeholder).parquet" }

  /// One event for each bucket and each of its callers: its own role, one that works on
  /// many, and two IAM users.
  private func eachCaller(
    in names: Set<String>? = nil, _ event: (String, String, Caller) -> Event
  ) -> [Event] {
    buckets.filter { names?.contains($0.name) ?? true }.enumerated().flatMap { index, bucket in
      Self.callers(of: bucket, index).enumerated().map { place, caller in
        event(bucket.slotted, Self.key, caller).with {
          $0.userAgent =
            BusyAccount.userAgents[(index + 3 * place) % BusyAccount.userAgents.count]
          // Some programs run inside the company's network; few records say the host.
          if (index + place).isMultiple(of: 3) {
            $0.vpcEndpointId = "vpce-0123456789abcdef\(place)"
          } else {
            $0.hostHeader = nil
          }
        }
      }
    }
  }

  private static func callers(of bucket: BusyAccount.Bucket, _ index: Int) -> [Caller] {
    let session = "i-0a1b2c3d4e5f6\(Slot.session.placeholder)"
    let shared = BusyAccount.sharedRoles[index % BusyAccount.sharedRoles.count]
    return [bucket.role, shared].map {
      .role($0, session: session, since: "2026-01-01T00:00:00Z")
    } + [.user("batch-\(index % 5)"), .user("reports")]
  }
}
