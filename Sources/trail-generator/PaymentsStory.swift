import JSON
import Timeline
import TrailFixtures

/// A week in the account of a payments team, from Monday 3 to Sunday 9 February 2020.
///
/// The team wants to switch Block Public Access on. What happens to each bucket is told in a
/// function of its own; the verdict that follows from it stands beside.
struct PaymentsStory {
  /// Everything that happened, in the order of time.
  var events: [Event] {
    let week = Self.shifts.flatMap { everyShift($0) }
    return (week + invoicesMadePublic + ledgerOpenedToReporting + attemptsThatFailed)
      .sorted { ($0.eventTime, $0.text) < ($1.eventTime, $1.text) }
  }

  /// Every four hours the programs run for a few minutes, from the evening before the week on.
  private static let shifts: [Instant] = {
    let first = Instant(iso8601: "2020-02-02T19:24:00Z") ?? Instant(secondsSince1970: 0)
    return (0...43).map { first + .hours(4 * $0) }
  }()

  private func everyShift(_ shift: Instant) -> [Event] {
    let at = Clock(shift)
    return platform(at) + invoices(at) + ledger(at) + exports(at) + pressKit(at) + scratch(at)
  }

  // Who takes part.
  private let invoiceService = Caller.role("invoice-service", session: "i-0c0ffee0000000001")
  private let customerPortal = Caller.role("customer-portal", session: "i-0c0ffee0000000002")
  private let uploader = Caller.role("uploader", session: "i-0c0ffee0000000003")
  private let statements = Caller.role("statement-mailer", session: "statement-mailer")
  private let ledgerService = Caller.role("ledger-service", session: "i-0c0ffee0000000004")
  private let reporting = Caller.role("ledger-reporting", session: "nightly")
  private let exporter = Caller.role("export-service", session: "i-0c0ffee0000000005")
  private let pressOffice = Caller.user("press-office")
  private let analyst = Caller.user("analyst")
  private let platformTeam = Caller.role("platform", session: "alice")
  private let securityAudit = Caller.role("security-audit", session: "security-audit")
}

// Everyday life.
extension PaymentsStory {
  /// Other services are at work all the time. Their events say nothing about buckets, but they show
  /// that the trail was recording.
  private func platform(_ at: Clock) -> [Event] {
    [
      .call(
        "AssumeRole", "sts", by: .service("lambda.amazonaws.com"), at: at.seconds(2),
        parameters: [
          .init("roleArn", "arn:aws:iam::111122223333:role/ledger-reporting"),
          .init("roleSessionName", "nightly"),
        ]),
      .call("DescribeInstances", "ec2", by: securityAudit, at: at.seconds(5)),
    ]
  }

  /// `payments-invoices`: private uploads and downloads, as they should be. See
  /// ``invoicesMadePublic`` for what makes it **not ready**.
  private func invoices(_ at: Clock) -> [Event] {
    let bucket = "payments-invoices"
    let key = "\(at.day)/invoice-\(at.hour)01.pdf"
    return [
      .putObject(bucket: bucket, key: key, by: invoiceService, at: at.seconds(20)),
      .getObject(bucket: bucket, key: key, by: customerPortal, at: at.seconds(95)),
      .headObject(bucket: bucket, key: key, by: customerPortal, at: at.seconds(94)),
    ] + audit(bucket, at)
  }

  /// `payments-ledger`: **ready**. Its own account writes and reads, nobody relies on an ACL, and
  /// every class of events is heard of from before the week to its end.
  private func ledger(_ at: Clock) -> [Event] {
    let bucket = "payments-ledger"
    let entries = "entries/\(at.day)/\(at.hour)00.jsonl"
    var events: [Event] = [
      .putObject(bucket: bucket, key: entries, by: ledgerService, at: at.seconds(30)),
      .listObjects(bucket: bucket, prefix: "entries/\(at.day)/", by: reporting, at: at.seconds(60)),
      .getObject(bucket: bucket, key: entries, by: reporting, at: at.seconds(61)),
    ]
    if at.hour == "19" {
      // A private ACL is an ACL: S3 says that it was required. So where the same bucket's records
      // do not say it, none was.
      events.append(
        .putObject(
          bucket: bucket, key: "closing/\(at.day).csv", acl: "private", by: ledgerService,
          at: at.seconds(40)))
      // A key that reads like a public ACL, and is none.
      events.append(
        .putObject(
          bucket: bucket, key: "notes/x-amz-acl/public-read/\(at.day).txt", by: ledgerService,
          at: at.seconds(41)))
    }
    return events + audit(bucket, at)
  }

  /// `payments-exports`: **unknown**. The trail records only what is written there.
  private func exports(_ at: Clock) -> [Event] {
    let bucket = "payments-exports"
    return [
      .putObject(
        bucket: bucket, key: "bank/\(at.day)/\(at.hour).xml", by: exporter, at: at.seconds(70)),
      .deleteObject(
        bucket: bucket, key: "bank/\(at.day)/\(at.hour).xml.tmp", by: exporter,
        at: at.seconds(71)),
    ]
  }

  /// `payments-press-kit`: **exempt**, since its policy file expects it to be public.
  private func pressKit(_ at: Clock) -> [Event] {
    let bucket = "payments-press-kit"
    var events: [Event] = [
      .getObject(bucket: bucket, key: "logo.svg", by: .anonymous, at: at.seconds(80))
        .with { $0.comeFromBrowser("198.51.100.23") },
      .getObject(bucket: bucket, key: "press-release.pdf", by: .anonymous, at: at.seconds(83))
        .with { $0.comeFromBrowser("192.0.2.44") },
    ]
    if at.hour == "07" {
      events.append(
        .putObject(bucket: bucket, key: "press-release.pdf", by: pressOffice, at: at.seconds(10)))
    }
    return events
  }

  /// `reporting-scratch`: **undeclared**. No policy file claims it.
  private func scratch(_ at: Clock) -> [Event] {
    guard at.hour == "11" else { return [] }
    let bucket = "reporting-scratch"
    return [
      .putObject(bucket: bucket, key: "query-\(at.day).csv", by: analyst, at: at.seconds(100)),
      .getObject(bucket: bucket, key: "query-\(at.day).csv", by: analyst, at: at.seconds(130)),
      .putObject(
        bucket: bucket, key: "AWSLogs/111122223333/elb/\(at.day).log.gz",
        acl: "bucket-owner-full-control", by: .service("delivery.logs.amazonaws.com"),
        at: at.seconds(140)),
    ]
  }

  /// Twice a day the security team reads how a bucket is configured.
  private func audit(_ bucket: String, _ at: Clock) -> [Event] {
    guard at.hour == "07" || at.hour == "19" else { return [] }
    return [
      .readConfiguration(
        "GetBucketPolicy", subresource: "policy", bucket: bucket, by: securityAudit,
        at: at.seconds(110)),
      .readConfiguration(
        "GetBucketAcl", subresource: "acl", bucket: bucket, by: securityAudit,
        at: at.seconds(111)),
    ]
  }
}

// What does not happen every day.
extension PaymentsStory {
  /// What BlockPublicAcls would refuse: on Monday a machine copies its logs with a public ACL, and
  /// on every working day another program names everyone in a grant header.
  private var invoicesMadePublic: [Event] {
    let logs = [
      ("2020-02-03T15:34:11Z", "20200204_00-34-10.log"),
      ("2020-02-03T15:37:06Z", "20200204_00-37-05.log"),
      ("2020-02-03T15:40:02Z", "20200204_00-40-01.log"),
    ].map { time, key in
      Event.putObject(
        bucket: "payments-invoices", key: key, acl: "public-read", by: uploader, at: time
      ).with {
        $0.userAgent = "[aws-cli/1.17.9 Python/3.6.9 Linux/5.3.0-1010-aws botocore/1.14.9]"
      }
    }
    let mailed = ["03", "04", "05", "06", "07"].map { day in
      Event.putObject(
        bucket: "payments-invoices", key: "statements/2020-02-\(day).html",
        grantHeader: "x-amz-grant-read",
        "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"", by: statements,
        at: "2020-02-\(day)T11:26:30Z")
    }
    // CloudTrail delivers at least once: the last of them comes twice, and counts once.
    return logs + mailed + mailed.suffix(1)
  }

  /// On Sunday evening `payments-ledger` gets a policy that names the one role that may read it.
  private var ledgerOpenedToReporting: [Event] {
    let policy: JSONValue = [
      "Version": "2012-10-17",
      "Statement": [
        [
          "Sid": "ReportingReads", "Effect": "Allow",
          "Principal": ["AWS": "arn:aws:iam::111122223333:role/ledger-reporting"],
          "Action": ["s3:GetObject", "s3:ListBucket"],
          "Resource": ["arn:aws:s3:::payments-ledger", "arn:aws:s3:::payments-ledger/*"],
        ]
      ],
    ]
    return [
      .putBucketPolicy(
        bucket: "payments-ledger", policy: policy, by: platformTeam, at: "2020-02-02T19:24:50Z")
    ]
  }

  /// Calls that were refused already break nothing when a setting is switched on.
  private var attemptsThatFailed: [Event] {
    [
      Event.putObjectAcl(
        bucket: "payments-invoices", key: "2020-02-05/invoice-1101.pdf", acl: "public-read",
        by: analyst, at: "2020-02-05T11:27:10Z"
      ).refused(),
      Event.listObjects(bucket: "payments-press-kit", by: .anonymous, at: "2020-02-06T15:25:40Z")
        .refused().with { $0.comeFromBrowser("198.51.100.23") },
    ]
  }
}

extension Event {
  /// Marks a call as made by somebody's browser from an address.
  fileprivate mutating func comeFromBrowser(_ address: String) {
    sourceIPAddress = address
    userAgent =
      "[Mozilla/5.0 (X11; Linux x86_64; rv:72.0) Gecko/20100101 Firefox/72.0]"
  }
}

/// The time of day within one shift, as the story tells it.
private struct Clock {
  private let start: Instant

  init(_ start: Instant) {
    self.start = start
  }

  /// The day: `2020-02-03`.
  var day: String { start.day }
  /// The hour, in two digits.
  var hour: String { String(start.description.dropFirst(11).prefix(2)) }

  /// So many seconds into the shift, as in a record.
  func seconds(_ count: Int64) -> String { (start + TimeSpan(seconds: count)).description }
}
