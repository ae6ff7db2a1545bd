import Evidence
import S3Access
import Timeline

extension BucketContext {
  /// BlockPublicPolicy refuses PutBucketPolicy with a public policy.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings", BlockPublicPolicy.
  func judgeBlockPublicPolicy() -> [Judgement] {
    uses(of: { $0.subject.policy != nil }).compactMap { fact, selection in
      guard case .policy(let document, _) = fact.subject else { return nil }
      let judged = document.judged
      let certainty: Finding.Certainty
      let explanation: String
      switch judged.answer {
      case .notPublic: return nil
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
          + " \(fact.operation) is refused"
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
