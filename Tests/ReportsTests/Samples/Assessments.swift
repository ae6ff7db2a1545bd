import Diagnostics
import Evidence
import Readiness
import S3Access
import Timeline

extension Assessment {
  /// An assessment of these buckets, of evidence and policies as they usually are.
  static func sample(
    _ buckets: [BucketVerdict], notices: [Notice] = [], unreadable: [UnreadableEvidence] = []
  ) -> Assessment {
    var volume = EvidenceVolume()
    volume.files = 12
    volume.filesWithoutCalls = 3
    volume.events = 48_210
    volume.bytes = 9_120_000
    volume.bytesInflated = 88_211_001
    volume.extent = .between("2020-01-03T00:00:12Z", "2020-02-09T23:58:40Z")
    return Assessment(
      asOf: .at("2020-02-10"), buckets: buckets,
      evidence: EvidenceSummary(
        volume: volume,
        sources: [
          .init(
            place: TrailPlace(account: "111122223333", region: "eu-west-1"),
            extent: .between("2020-01-03T00:00:12Z", "2020-02-09T23:58:40Z")),
          .init(
            place: TrailPlace(account: "111122223333", region: "us-east-1"),
            extent: .between("2020-01-03T00:04:00Z", "2020-02-09T23:51:09Z")),
        ],
        unreadable: unreadable),
      policies: [
        AppliedPolicy(
          file: "Policies/payments.yaml",
          sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          team: "payments")
      ], notices: notices)
  }

  /// A bucket of each verdict, and among them each status, state, certainty and kind of notice.
  static let mixed = Assessment.sample(
    [
      .invoices, .exports, .ledger, .archive, .pressKit,
      .sample(
        "tmp-migration", .undeclared, reasons: ["No policy claims it."],
        settings: [:],
        findings: [
          .sample(
            .anonymousAccess, [.ignorePublicAcls, .restrictPublicBuckets], certainty: .possible,
            operation: "GetObject", acl: nil,
            caller: Caller(principal: "anonymous", kind: .anonymous), count: 12)
        ]),
    ],
    notices: [
      Notice(
        kind: .expiringWaiver, message: "waiver PAY-1301 ends on 2020-02-20, in 10 days",
        location: SourceLocation(file: "Policies/payments.yaml", line: 31, column: 5)),
      Notice(
        kind: .unmatchedPattern, message: "no bucket matches 'payments-eu-*'",
        location: SourceLocation(file: "Policies/payments.yaml", line: 22, column: 5)),
    ],
    unreadable: [
      UnreadableEvidence(
        file: "logs/111122223333_CloudTrail_eu-west-1_20200120T0930Z_Kd2.json.gz", offset: 20_480,
        reason: "the compressed data ends before its end"),
      UnreadableEvidence(
        file: "logs/111122223333_CloudTrail_eu-west-1_20200121T0410Z_Pw9.json.gz", offset: 1_234,
        isOffsetInflated: true, reason: "record 3 is not valid JSON"),
    ])

  /// Three hundred buckets: ten not ready, forty that lack the same evidence, the rest ready.
  static let large = Assessment.sample(
    (1...300).map { number in
      let name = "payments-production-eu-west-1-customer-documents-\(1_000 + number)"
      let declaration = BucketVerdict.Declaration.payments(pattern: "payments-production-*")
      if number <= 10 {
        return .sample(
          name, .notReady, declaration: declaration,
          settings: .safe(but: [
            .blockPublicAcls: .covered(
              .breaks(NonEmpty("\(number) uploads with a public ACL by 1 caller")),
              for: .blockPublicAcls)
          ]),
          findings: (1...number).map { .sample(count: $0) }, earliestReady: "2020-05-04")
      }
      guard number <= 50 else { return .sample(name, .ready, declaration: declaration) }
      let unknown = SettingAssessment(
        .unknown(NonEmpty(.noReads)),
        coverage: [.none(.objectReads), .complete(.objectWrites)])
      return .sample(
        name, .unknown, declaration: declaration,
        settings: .safe(but: [.ignorePublicAcls: unknown, .restrictPublicBuckets: unknown]),
        earliestReady: "2020-05-10")
    },
    unreadable: (1...25).map {
      UnreadableEvidence(file: "logs/\(100 + $0).json.gz", offset: 0, reason: "the file is empty")
    })

  /// Nothing was read, nothing declared.
  static let empty = Assessment(
    asOf: .at("2020-02-10"), buckets: [],
    evidence: EvidenceSummary(volume: EvidenceVolume(), sources: [], unreadable: []),
    policies: [], notices: [])
}

extension BucketVerdict {
  /// Breaks in several ways, with questions left open beside.
  static let invoices = BucketVerdict.sample(
    "payments-invoices", .notReady,
    settings: .safe(but: [
      .blockPublicAcls: .covered(
        .breaks(NonEmpty("3 uploads with a public ACL by 1 caller")), for: .blockPublicAcls),
      .ignorePublicAcls: SettingAssessment(
        .unknown(NonEmpty(.noReads)), coverage: [.none(.objectReads), .complete(.objectWrites)]),
      .restrictPublicBuckets: SettingAssessment(
        .enabled(since: .at("2020-01-20T09:00:00Z")), coverage: []),
    ]),
    findings: [
      .sample(),
      .sample(
        .forbiddenACLWrite, [], state: .expiredWaiver(.sample(lastDay: "2020-01-31")),
        operation: "PutObjectAcl", acl: RequestedACL(canned: .bucketOwnerFullControl),
        caller: Caller(principal: "arn:aws:iam::444455556666:role/partner", kind: .otherAccount),
        userAgents: ["Boto3/1.11.9", "aws-sdk-java/1.11.700", "S3Console/0.4", "rclone/v1.50"],
        sourceAddresses: [
          "198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4", "198.51.100.5",
        ],
        count: 1_204, extent: .between("2019-11-30T04:00:00Z", "2020-02-09T04:00:07Z"),
        explanation: "The policy forbids this ACL; Block Public Access would let it pass.",
        remedy: "Let the bucket own its objects (Object Ownership BucketOwnerEnforced), and drop "
          + "the ACL."),
      .sample(
        state: .waived(.sample()),
        caller: Caller(
          principal: "arn:aws:iam::111122223333:role/legacy-reports", kind: .ownAccount)),
      .sample(state: .alreadyRefused(errorCode: "AccessDenied"), count: 1),
    ],
    earliestReady: "2020-05-04")

  /// The same question for two settings, and one that only time settles.
  static let exports = BucketVerdict.sample(
    "payments-eu-exports", .unknown,
    declaration: .payments(line: 16, pattern: "payments-*-exports"),
    settings: .safe(but: [
      .blockPublicAcls: SettingAssessment(
        .unknown(NonEmpty(.shortWrites)),
        coverage: [
          .since(
            "2020-01-03", .objectWrites,
            gaps: [
              .init(
                .between("2020-01-20", "2020-01-23"),
                cause: "no log files of 111122223333 eu-west-1 arrived")
            ]), .complete(.management),
        ]),
      .ignorePublicAcls: SettingAssessment(
        .unknown(NonEmpty(.noReads, .shortWrites)), coverage: [.none(.objectReads)]),
      .restrictPublicBuckets: SettingAssessment(
        .unknown(NonEmpty(.noReads)), coverage: [.none(.objectReads)]),
    ]),
    findings: [
      .sample(
        .anonymousAccess, [.ignorePublicAcls], certainty: .possible, operation: "PutObject",
        acl: nil, caller: Caller(principal: "anonymous", kind: .anonymous),
        userAgents: ["curl/7.64.0"], count: 1_200_000, isEstimate: true,
        explanation: "An anonymous request succeeded. Neither the ACL nor the policy can be told "
          + "to have let it in.",
        remedy: "Add a snapshot of the bucket's ACL and policy (aws s3api get-bucket-acl).")
    ],
    earliestReady: "2020-05-10")

  /// Ready, leaning on what the policy accepts as missing.
  static let ledger = BucketVerdict.sample(
    "payments-ledger", .ready,
    settings: .safe(but: [
      .blockPublicAcls: SettingAssessment(
        .safe(remarks: [
          "Management events are not recorded, which the policy accepts: they live in the audit "
            + "account."
        ]),
        coverage: [
          .complete(.objectWrites),
          .none(.management, accepted: "they live in the audit account"),
        ]),
      .blockPublicPolicy: SettingAssessment(.notAsked, coverage: []),
    ]),
    findings: [.sample(state: .waived(.sample()))])

  static let archive = BucketVerdict.sample("payments-archive", .ready)

  static let pressKit = BucketVerdict.sample(
    "payments-press-kit", .exempt,
    reasons: ["Downloads for journalists, served without CloudFront until PAY-1234."],
    settings: [:],
    findings: [
      .sample(
        .anonymousAccess, [], operation: "GetObject", acl: nil,
        caller: Caller(principal: "anonymous", kind: .anonymous), count: 88_120)
    ])
}
