import AWSCommand
import JSON
import Timeline

/// Asks S3 for the configuration of an account and its buckets.
///
/// A refusal is an answer: it is written down with its error code, and what it kept back is not known,
/// never none.
public struct SnapshotTaking: Sendable {
  let aws: AWSCommand
  let clock: @Sendable () -> Instant

  /// Buckets that are asked about at once. Each question is a process that mostly waits.
  private static let bucketsAtOnce = 4

  /// Snapshots through that command, dated by that clock.
  public init(_ aws: AWSCommand, clock: @escaping @Sendable () -> Instant) {
    self.aws = aws
    self.clock = clock
  }

  /// A document of a snapshot, in the form `bpa-ready/snapshot/v1`.
  public struct Snapshot: Sendable {
    /// What it is called as evidence: `snapshot-111122223333-2020-02-10T00:00:00Z/payments-invoices`.
    public var name: String
    /// The document.
    public var document: JSONValue
  }

  /// Whose credentials the CLI has.
  ///
  /// - Throws: `AWSFailure`, also where the answer names no account.
  public func account() async throws(AWSFailure) -> String {
    let call = SnapshotCalls.identity
    guard let account = try await aws.json(call, [])["Account"]?.string else {
      throw .unreadableAnswer(call)
    }
    return account
  }

  /// The names of the account's buckets.
  ///
  /// - Throws: `AWSFailure`.
  public func bucketNames() async throws(AWSFailure) -> [String] {
    let call = SnapshotCalls.buckets
    guard case .array(let buckets)? = try await aws.json(call, [])["Buckets"] else {
      throw .unreadableAnswer(call)
    }
    return buckets.compactMap { $0["Name"]?.string }
  }

  /// Snapshots of the account and of these buckets of it.
  ///
  /// - Parameter report: called after each bucket.
  /// - Throws: `AWSFailure` where AWS could not be asked.
  public func snapshots(
    of account: String, buckets: [String], report: @escaping @Sendable () -> Void = {}
  ) async throws(AWSFailure) -> [Snapshot] {
    let accountSnapshot = try await self.accountSnapshot(account)
    let regions = RegionsAccessPoints(aws: aws, account: account)
    let bucketSnapshots = try await buckets.concurrentMap(atOnce: Self.bucketsAtOnce) {
      bucket async throws(AWSFailure) in
      let snapshot = try await bucketSnapshot(bucket, account, regions)
      report()
      return snapshot
    }
    return [accountSnapshot] + bucketSnapshots
  }

  private func accountSnapshot(_ account: String) async throws(AWSFailure) -> Snapshot {
    var document = SnapshotDocument(account: account, bucket: nil, takenAt: clock())
    for call in SnapshotCalls.ofAccounts {
      document.add(try await aws.answer(call, ["--account-id", account]), to: call)
    }
    return document.snapshot
  }

  private func bucketSnapshot(
    _ bucket: String, _ account: String, _ regions: RegionsAccessPoints
  ) async throws(AWSFailure) -> Snapshot {
    var document = SnapshotDocument(account: account, bucket: bucket, takenAt: clock())
    let subject = ["--bucket", bucket, "--expected-bucket-owner", account]
    let location = try await aws.answer(SnapshotCalls.location, subject)
    document.add(location, to: SnapshotCalls.location)
    for call in SnapshotCalls.ofBuckets {
      document.add(try await aws.answer(call, subject), to: call)
    }
    let policy = try await aws.answer(SnapshotCalls.policy, subject)
    document.add(policy, to: SnapshotCalls.policy)
    // Where there is no policy, its status is the same error: that is not asked for.
    let isAbsent = policy["error"]?.string == "NoSuchBucketPolicy"
    document.add(
      isAbsent ? policy : try await aws.answer(SnapshotCalls.policyStatus, subject),
      to: SnapshotCalls.policyStatus)
    let points = try await regions.accessPoints(in: location.region)
    document.add(points, to: SnapshotCalls.accessPoints)
    for name in points.accessPointNames(of: bucket) {
      let subject = ["--account-id", account, "--name", name, "--region", location.region]
      var answers: [JSONValue.Member] = []
      for call in SnapshotCalls.ofAccessPoints {
        answers.append(.init(call.operation, try await aws.answer(call, subject)))
      }
      document.accessPoints.append(["name": .string(name), "answers": .object(answers)])
    }
    return document.snapshot
  }
}

/// The access points of each Region, each Region asked once.
private actor RegionsAccessPoints {
  private let aws: AWSCommand
  private let account: String
  private var answers: [String: Task<Swift.Result<JSONValue, AWSFailure>, Never>] = [:]

  init(aws: AWSCommand, account: String) {
    self.aws = aws
    self.account = account
  }

  func accessPoints(in region: String) async throws(AWSFailure) -> JSONValue {
    let task: Task<Swift.Result<JSONValue, AWSFailure>, Never>
    if let asked = answers[region] {
      task = asked
    } else {
      task = Task { [aws, account] in
        do throws(AWSFailure) {
          return .success(
            try await aws.answer(
              SnapshotCalls.accessPoints, ["--account-id", account, "--region", region]))
        } catch {
          return .failure(error)
        }
      }
      answers[region] = task
    }
    return try await task.value.get()
  }
}

/// A snapshot that is being taken.
private struct SnapshotDocument {
  let account: String
  let bucket: String?
  let takenAt: Instant
  var answers: [JSONValue.Member] = []
  var accessPoints: [JSONValue] = []

  mutating func add(_ answer: JSONValue, to call: AWSCall) {
    answers.append(.init(call.operation, answer))
  }

  var snapshot: SnapshotTaking.Snapshot {
    var members: [JSONValue.Member] = [
      .init("schema", "bpa-ready/snapshot/v1"), .init("takenAt", .string("\(takenAt)")),
      .init("account", .string(account)),
    ]
    if let bucket { members.append(.init("bucket", .string(bucket))) }
    members.append(.init("answers", .object(answers)))
    if bucket != nil { members.append(.init("accessPoints", .array(accessPoints))) }
    return SnapshotTaking.Snapshot(
      name: "snapshot-\(account)-\(takenAt)/\(bucket ?? "account").json",
      document: .object(members))
  }
}

extension AWSCommand {
  /// The answer to a call, or `{"error": CODE}` where AWS refused.
  func answer(
    _ call: AWSCall, _ arguments: [String]
  ) async throws(AWSFailure) -> JSONValue {
    do {
      let answer = try await json(call, arguments)
      return answer == .null ? ["error": "EmptyAnswer"] : answer
    } catch {
      switch error {
      case .refused(_, let code, _): return ["error": .string(code)]
      case .denied: return ["error": "AccessDenied"]
      default: throw error
      }
    }
  }
}

extension JSONValue {
  /// The Region of a GetBucketLocation answer, to be asked for access points.
  ///
  /// Source: Amazon S3 API Reference, "GetBucketLocation".
  fileprivate var region: String {
    switch self["LocationConstraint"]?.string {
    case nil, "": "us-east-1"
    case "EU": "eu-west-1"
    case let region?: region
    }
  }

  fileprivate func accessPointNames(of bucket: String) -> [String] {
    guard case .array(let points)? = self["AccessPointList"] else { return [] }
    return points.filter { $0["Bucket"]?.string == bucket }.compactMap { $0["Name"]?.string }
  }
}
