import JSON
import S3Access

extension FileKey: SchemaKey {
  var meaning: String {
    switch self {
    case .version: "The version of the file format."
    case .team:
      "The team whose claims these are. A file without 'team' and 'buckets' is a baseline."
    case .owner: "Who answers for the file; reports show it."
    case .extends:
      "The baselines that the file takes in, from its own folder on. The file may ask for more than they do, never for less."
    case .defaults: "What holds where a bucket's own rule says nothing."
    case .buckets: "The team's buckets, by name or pattern."
    case .waivers: "Findings that the team accepts for some time."
    case .maximumWaiverDays:
      "In a baseline: how many days from today on a waiver may last. The linter warns of longer ones."
    }
  }

  var values: JSONValue {
    switch self {
    case .version: ["const": 1]
    case .team, .owner: .word
    case .extends: .set(of: ["type": "string", "pattern": #"^(?![/~])(?!.*://)(?=.*\S)"#])
    case .defaults: PolicySchema.mapping(DefaultsKey.self)
    case .buckets: ["type": "array", "items": BucketKey.rule]
    case .waivers:
      [
        "type": "array",
        "items": PolicySchema.mapping(
          WaiverKey.self, requiring: [.id, .bucket, .owner, .reason, .expires]),
      ]
    case .maximumWaiverDays: ["type": "integer", "minimum": 1, "maximum": 36_500]
    }
  }
}

/// What `defaults` and rules share.
private enum SharedKey {
  static let expectMeaning =
    "Whether the bucket is to be private, or public on purpose: then it is listed and not assessed."
  static let settingsMeaning = "The settings of Block Public Access that are to be switched on."
  static let forbiddenACLsMeaning =
    "ACLs that nobody may ask for; 'public' stands for every one that Block Public Access refuses."
  static let evidenceMeaning = "The evidence that a verdict needs."

  static let expect: JSONValue = .choice(["private", "public"])
  static let settings: JSONValue = .anyOf([["const": "all"], .set(of: .setting, atLeast: 1)])
  static let forbiddenACLs: JSONValue = .set(of: .acl)
}

extension DefaultsKey: SchemaKey {
  var meaning: String {
    switch self {
    case .expect: SharedKey.expectMeaning
    case .settings: SharedKey.settingsMeaning
    case .forbiddenACLs: SharedKey.forbiddenACLsMeaning
    case .evidence: SharedKey.evidenceMeaning
    }
  }

  var values: JSONValue {
    switch self {
    case .expect: SharedKey.expect
    case .settings: SharedKey.settings
    case .forbiddenACLs: SharedKey.forbiddenACLs
    case .evidence: EvidenceKey.evidence
    }
  }
}

extension BucketKey: SchemaKey {
  /// The schema of a rule.
  static let rule = PolicySchema.mapping(BucketKey.self, requiring: [.bucket]).adding([
    .when(expect.being(["const": "public"]), reason.present),
    .when(expect.being(["const": "private"]), reason.absent),
    .when(bucket.being(["type": "string", "not": ["pattern": "[*?{]"]]), except.absent),
  ])

  var meaning: String {
    switch self {
    case .bucket:
      "A bucket's name, or a pattern with *, ? and {a,b}. A name beats a pattern, a longer beginning a shorter one."
    case .except: "Names and patterns that the pattern leaves out."
    case .account: "The account that must own the bucket: 12 digits in quotes."
    case .expect: SharedKey.expectMeaning
    case .reason: "Why the bucket is public; reports show it."
    case .settings: SharedKey.settingsMeaning
    case .forbiddenACLs: SharedKey.forbiddenACLsMeaning
    case .evidence: SharedKey.evidenceMeaning
    }
  }

  var values: JSONValue {
    switch self {
    case .bucket: .bucket
    case .except: .set(of: .bucket)
    case .account: .account
    case .expect: SharedKey.expect
    case .reason: .text
    case .settings: SharedKey.settings
    case .forbiddenACLs: SharedKey.forbiddenACLs
    case .evidence: EvidenceKey.evidence
    }
  }
}

extension EvidenceKey: SchemaKey {
  /// The schema of `evidence`.
  static let evidence = PolicySchema.mapping(EvidenceKey.self).adding([
    .when(notRecorded.being(["type": "array", "minItems": 1]), reason.present),
    .when(reason.present, notRecorded.present),
  ])

  var meaning: String {
    switch self {
    case .lookback: "How far back the window reaches, such as 90d; built in: 90d."
    case .freshness: "How much older than the verdict the newest log may be; built in: 24h."
    case .maximumGap:
      "The longest silence in the logs that is no gap, an hour at least; built in: 24h."
    case .grade: "How well recorded the evidence has to be; built in: observed."
    case .notRecorded: "Classes of events that are accepted as missing; every report says so."
    case .reason: "Why they may be missing; reports show it."
    }
  }

  var values: JSONValue {
    switch self {
    case .lookback, .freshness, .maximumGap: .timeSpan
    case .grade: .choice(EvidenceGrade.allCases.map(\.rawValue))
    case .notRecorded: .set(of: .choice(EvidenceClass.allCases.map(\.rawValue)))
    case .reason: .text
    }
  }
}

extension WaiverKey: SchemaKey {
  var meaning: String {
    switch self {
    case .id: "The waiver's name, unlike that of any other; reports call it by that."
    case .bucket: "The buckets: a name or a pattern, of the team's own."
    case .setting: "The setting that would break what is waived."
    case .principal: "The callers, by ARN: a pattern."
    case .operation: "The API operations, such as PutObject: a pattern."
    case .acl: "The ACL that is asked for."
    case .key: "The objects' keys: a pattern."
    case .sourceAddress: "The callers' addresses, such as 203.0.113.*: a pattern."
    case .userAgent: "The callers' programs: a pattern."
    case .owner: "Who answers for the waiver."
    case .reason: "Why it is accepted."
    case .expires: "The last valid day, in UTC."
    }
  }

  var values: JSONValue {
    switch self {
    case .id, .owner: .word
    case .bucket: .bucket
    case .setting: .setting
    case .acl: .acl
    case .principal, .key, .userAgent: .glob()
    case .operation: .glob(without: ":")
    case .sourceAddress: .glob(without: "/")
    case .reason: .text
    case .expires: .day
    }
  }
}
