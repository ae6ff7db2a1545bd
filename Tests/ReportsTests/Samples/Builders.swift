import Diagnostics
import Evidence
import Readiness
import Reports
import S3Access
import Timeline

extension Instant {
  /// An instant by its text, in tables of test cases.
  static func at(_ text: String) -> Instant {
    guard let instant = Instant(iso8601: text) else { preconditionFailure("no instant: \(text)") }
    return instant
  }
}

extension Interval {
  static func between(_ from: String, _ to: String) -> Interval {
    Interval(from: .at(from), to: .at(to))
  }

  /// Ninety days up to the instant that the samples speak of.
  static let window = Interval.between("2019-11-12", "2020-02-10")
}

extension ClassCoverage {
  static func complete(_ evidenceClass: EvidenceClass, _ grade: Grade = .observed) -> Self {
    ClassCoverage(
      evidenceClass: evidenceClass, grade: grade, window: .window, recorded: [.window], gaps: [])
  }

  /// Recorded from a day on, but for the gaps.
  static func since(
    _ day: String, _ evidenceClass: EvidenceClass, gaps: [Gap] = []
  ) -> Self {
    let late = Gap(
      .between("2019-11-12", day), cause: "no object event of the bucket before its first")
    var recorded: [Interval] = []
    var start = Instant.at(day)
    for gap in gaps {
      recorded.append(Interval(from: start, to: gap.interval.from))
      start = gap.interval.to
    }
    recorded.append(Interval(from: start, to: Interval.window.to))
    return ClassCoverage(
      evidenceClass: evidenceClass, grade: .observed, window: .window, recorded: recorded,
      gaps: [late] + gaps)
  }

  static func none(_ evidenceClass: EvidenceClass, accepted: String? = nil) -> Self {
    ClassCoverage(
      evidenceClass: evidenceClass, grade: .none, window: .window, recorded: [],
      gaps: accepted == nil
        ? [Gap(.window, cause: "no event of this class was ever seen for the bucket")] : [],
      acceptedReason: accepted)
  }
}

extension OpenQuestion {
  static let noReads = OpenQuestion(
    "Nothing shows that object reads of this bucket are recorded, so anonymous readers would not "
      + "be seen.",
    remedy: "Let the trail record data events of the type AWS::S3::Object, read and write, for "
      + "this bucket, and collect its log files until 2020-05-10.")
  static let shortWrites = OpenQuestion(
    "Object writes are recorded since 2020-01-03 only; the policy asks for 90 days.",
    remedy: nil)
}

extension SettingAssessment {
  /// The answer with complete coverage of whatever the setting needs.
  static func covered(
    _ status: SettingStatus, for setting: BlockPublicAccessSetting
  ) -> SettingAssessment {
    SettingAssessment(status, coverage: setting.requiredEvidence.map { .complete($0) })
  }
}

extension Dictionary where Key == BlockPublicAccessSetting, Value == SettingAssessment {
  /// All four settings safe, but for those given.
  static func safe(but others: Self = [:]) -> Self {
    let safe = BlockPublicAccessSetting.allCases.map {
      ($0, SettingAssessment.covered(.safe(remarks: []), for: $0))
    }
    return Self(uniqueKeysWithValues: safe).merging(others) { $1 }
  }
}

extension BucketVerdict.Declaration {
  static func payments(line: Int = 14, pattern: String) -> Self {
    Self(
      team: "payments", owner: "@example/payments",
      location: SourceLocation(file: "Policies/payments.yaml", line: line, column: 5),
      pattern: pattern)
  }
}

extension BucketVerdict {
  static func sample(
    _ bucket: String, _ verdict: Verdict, declaration: Declaration? = nil,
    account: String? = "111122223333", reasons: [String] = [],
    settings: [BlockPublicAccessSetting: SettingAssessment] = .safe(), findings: [Finding] = [],
    earliestReady: String? = nil
  ) -> Self {
    Self(
      bucket: bucket, account: account,
      declaration: verdict == .undeclared
        ? nil : declaration ?? .payments(pattern: bucket),
      verdict: verdict, reasons: reasons, settings: settings, findings: findings, window: .window,
      earliestReady: earliestReady.map { .at($0) })
  }
}

extension Use {
  static func sample(
    _ time: String = "2020-02-03T15:40:02Z", key: String = "20200204_00-34-10.log",
    file: String = "logs/111122223333_CloudTrail_eu-west-1_20200203T1545Z_Qx7.json.gz"
  ) -> Self {
    Use(
      time: .at(time), eventID: "3a1c6a52-7f0e-4b0a-9a63-5d0e9a2f8b11",
      requestID: "4442587FB7D0A2F9", key: key, userAgent: "aws-cli/1.17.9",
      sourceAddress: "203.0.113.7", file: file)
  }
}

extension Finding {
  static func sample(
    _ kind: Kind = .publicACLWrite, _ settings: [BlockPublicAccessSetting] = [.blockPublicAcls],
    certainty: Certainty = .certain, state: State = .active, operation: String = "PutObject",
    acl: RequestedACL? = RequestedACL(canned: .publicRead),
    caller: Caller = Caller(
      principal: "arn:aws:iam::111122223333:role/uploader", kind: .ownAccount),
    userAgents: [String] = ["aws-cli/1.17.9 Python/3.6.9 Linux/4.15.0 botocore/1.14.9"],
    sourceAddresses: [String] = ["203.0.113.7"], count: Int = 3, isEstimate: Bool = false,
    extent: Interval = .between("2020-02-03T15:34:11Z", "2020-02-03T15:40:02Z"),
    samples: [Use] = [.sample()],
    explanation: String = "Each request carries an ACL that grants READ to AllUsers. With "
      + "BlockPublicAcls on, S3 answers it with AccessDenied.",
    remedy: String = "Drop --acl public-read from the upload. Where the objects have to be read by "
      + "everyone, serve them through CloudFront with an origin access control."
  ) -> Self {
    Self(
      kind: kind, settings: settings, certainty: certainty, state: state, operation: operation,
      acl: acl, caller: caller, userAgents: userAgents, sourceAddresses: sourceAddresses,
      count: count, isEstimate: isEstimate, extent: extent, samples: samples,
      explanation: explanation, remedy: remedy)
  }
}

extension Finding.WaiverReference {
  static func sample(_ id: String = "PAY-1301", lastDay: String = "2020-03-31") -> Self {
    Self(
      id: id, lastDay: lastDay,
      location: SourceLocation(file: "Policies/payments.yaml", line: 31, column: 5))
  }
}

extension Report {
  /// The report of an assessment with the code that its verdict stands for.
  static func sample(_ assessment: Assessment) -> Report {
    Report(
      assessment, tool: Tool(version: "0.1.0"), exitCode: ExitCode(assessment.verdict))
  }
}
