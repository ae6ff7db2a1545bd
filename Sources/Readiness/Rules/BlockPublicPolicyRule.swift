import Evidence
import S3Access
import Timeline

extension BucketContext {
  /// BlockPublicPolicy refuses PutBucketPolicy with a public policy, and PutAccessPointPolicy with
  /// one for an access point of the bucket's own account.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings", BlockPublicPolicy.
  func judgeBlockPublicPolicy() -> [Judgement] {
    uses(of: { $0.subject.policy != nil }).compactMap { fact, selection in
      guard case .policy(let document, let onAccessPoint) = fact.subject else { return nil }
      let judged = document.judged(
        attachedTo: onAccessPoint ? .accessPoint(vpcOrigin: false) : .bucket)
      let certainty: Finding.Certainty
      let explanation: String
      switch judged.answer {
      case .notPublic: return nil
      case .isPublic where onAccessPoint && !isReachedFromInternet:
        if case .refused = fact.outcome { return nil }
        certainty = .possible
        explanation =
          "unless the access point admits one VPC only, which no record tells, \(fact.operation) with"
          + " this policy is refused with 403 AccessDenied: \(judged.cause)"
      case .isPublic:
        certainty = .certain
        explanation =
          "\(fact.operation) with this policy is refused with 403 AccessDenied: \(judged.cause)"
      case .undetermined:
        // What was refused anyway need not be understood.
        if case .refused = fact.outcome { return nil }
        certainty = .possible
        explanation =
          "whether AWS calls this policy public cannot be told (\(judged.cause)); if it does,"
          + " \(fact.operation) is refused with 403 AccessDenied"
      }
      return Judgement(
        fact: fact, selection: selection, setting: .blockPublicPolicy, kind: .publicPolicyWrite,
        certainty: certainty, explanation: explanation)
    }
  }

  /// What the bucket's access points leave open for BlockPublicPolicy, which refuses their public
  /// policies too.
  var questionsOfAccessPoints: [OpenQuestion] {
    configuration.openAccessPoints.map { point in
      let told = "the policy of access point \(point.name) at \(point.toldAt)"
      return OpenQuestion(
        point.answer == .isPublic
          ? "\(told) is public: whoever puts it again is refused (\(point.cause))"
          : "whether AWS calls \(told) public cannot be told (\(point.cause))",
        remedy: "narrow the policy of the access point, then collect the snapshot once more")
    }
  }

  /// Whether every access point of the bucket is known to admit the internet: which of them a policy
  /// was put on no fact tells. An alias is another name of one of them.
  private var isReachedFromInternet: Bool {
    let known = Dictionary(
      grouping: evidence.accessPoints.filter { $0.accessPoint.hasPrefix("arn:") },
      by: \.accessPoint)
    return !known.isEmpty
      && known.values.allSatisfy { $0.contains { told in told.origin == .internet } }
  }

  /// Whether an access point of the bucket may have a public policy: one was put on it in the evidence,
  /// or nothing tells of the policy of one that requests came through. That a policy was taken away again
  /// is not asked.
  var mayHavePublicAccessPoint: Bool {
    let policies = evidence.facts.keys.compactMap { fact -> PolicyDocument? in
      guard case .policy(let document, onAccessPoint: true) = fact.subject,
        fact.outcome == .succeeded
      else { return nil }
      return document
    }
    let isAnyPublic = policies.contains {
      $0.judged(attachedTo: .accessPoint(vpcOrigin: false)).answer != .notPublic
    }
    // A policy tells of one access point, and no fact says of which.
    return isAnyPublic || accessPointsOfUnknownPolicy > (policies.isEmpty ? 0 : 1)
  }

  /// How many access points of the bucket records name that can be reached from the internet, for all
  /// that is known, and that no snapshot lists, with their policies.
  private var accessPointsOfUnknownPolicy: Int {
    let byARN = evidence.accessPoints.filter { $0.accessPoint.hasPrefix("arn:") }
    let listed = configuration.listedAccessPoints
    // An alias is another name of one of them, where any is known by its ARN.
    return Dictionary(
      grouping: byARN.isEmpty ? evidence.accessPoints : byARN, by: \.accessPoint
    ).filter { accessPoint, told in
      !told.contains { $0.origin == .vpc }
        && !(listed?.contains { Self.isName($0, of: accessPoint) } ?? false)
    }.count
  }

  /// Whether an ARN or an alias is that of the access point of this name.
  ///
  /// Source: Amazon S3 User Guide, "Using a bucket-style alias for your access point": an alias begins
  /// with the access point's name.
  private static func isName(_ name: String, of accessPoint: String) -> Bool {
    accessPoint.hasSuffix(":accesspoint/\(name)")
      || accessPoint.hasPrefix("\(name)-") && accessPoint.hasSuffix("-s3alias")
  }

  /// What the policy in force leaves open for BlockPublicPolicy: whoever puts it again, or edits it
  /// and leaves it public, is refused. `nil` where it is not public, or nobody knows of one.
  func questionOfPolicyInForce(on bucket: String) -> OpenQuestion? {
    guard let policy = configuration.policy else { return nil }
    switch policy.answer {
    case .notPublic: return nil
    case .isPublic:
      return OpenQuestion(
        "the bucket policy \(policy.standing) is public: whoever puts it again is refused"
          + " (\(policy.cause))",
        remedy: "narrow or remove the public statement, then put the policy once more")
    case .undetermined:
      return OpenQuestion(
        "whether AWS calls the bucket policy \(policy.standing) public cannot be told"
          + " (\(policy.cause))",
        remedy: policy.isContradicted
          ? "collect the snapshot once more; if the two still differ, read the policy before switching"
            + " the setting on, and report it to the makers of this program"
          : "ask AWS: aws s3api get-bucket-policy-status --bucket \(bucket)")
    }
  }
}
