import Evidence
import S3Access
import Timeline

extension BucketContext {
  /// RestrictPublicBuckets lets only AWS services and the owner's own account into a bucket whose
  /// policy is public: anonymous callers and every other account are shut out, those that another,
  /// non-public statement names included.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings", RestrictPublicBuckets.
  func judgeRestrictPublicBuckets() -> [Judgement] {
    if configuration.isKnownNotPublicByPolicy, !mayHavePublicAccessPoint { return [] }
    return accesses.flatMap { fact, selection -> [Judgement] in
      guard case .access(let authorization) = fact.subject,
        fact.caller.kind.isShutOutByRestrictPublicBuckets
      else { return [] }
      return judgeAccess(fact, selection, authorization)
    }
  }

  private func judgeAccess(
    _ fact: Fact, _ selection: UseSelection, _ authorization: ACLAuthorization
  ) -> [Judgement] {
    let isPublic = configuration.policy?.answer == .isPublic
    switch authorization {
    case .required:
      // AWS's sentence is about access that a public policy gives, and then about all access from
      // other accounts; so whether it reaches access by ACL to the same bucket is open.
      return [
        restrictJudgement(
          fact, selection, .possible,
          "an ACL let this \(fact.operation) in, and AWS does not say whether the setting stops that"
            + (isPublic ? ", as the bucket policy is public" : " where the bucket policy is public")
            + ": if it does, the answer is 403 AccessDenied"
        )
      ]
    case .notSaid, .notRequired:
      guard isPublic, fact.caller.kind != .unknown else {
        return [restrictJudgement(fact, selection, .possible, Self.ifPublic(fact))]
      }
      let cause = configuration.policy?.cause ?? ""
      return [
        restrictJudgement(
          fact, selection, .certain,
          "the bucket policy is public, so this \(fact.operation) from"
            + " outside its account is refused with 403 AccessDenied: \(cause)")
      ]
    case .cannotTell:
      return [restrictJudgement(fact, selection, .possible, Self.ifPublic(fact))]
    }
  }

  private static func ifPublic(_ fact: Fact) -> String {
    "if the policy of the bucket or of its access point is public, this \(fact.operation) from"
      + " outside its account is refused with 403 AccessDenied"
  }

  private func restrictJudgement(
    _ fact: Fact, _ selection: UseSelection, _ certainty: Finding.Certainty, _ explanation: String
  ) -> Judgement {
    Judgement(
      fact: fact, selection: selection, setting: .restrictPublicBuckets,
      kind: fact.caller.kind == .anonymous ? .anonymousAccess : .policyDependentAccess,
      certainty: fact.onlyHintsAtAccess ? .possible : certainty,
      explanation: fact.onlyHintsAtAccess ? Self.hint(fact) : explanation)
  }
}
